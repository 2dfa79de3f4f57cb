extension HTMLStyle {
  /// The rules of the index, after those of every page.
  static let indexRules: StaticString = """
    body.index{max-width:72rem}
    .index main{margin:1rem 0;padding:0;font:inherit;font-size:1rem}
    .index main p{all:unset;display:block}
    .index h1{font-size:1.9rem;letter-spacing:-.01em}
    .index h2{font-size:1.3rem;border-bottom:1px solid var(--rule);padding-bottom:.3rem;margin:2.6rem 0 .9rem}
    h2 small,.n,.hint,.forms,footer{color:var(--faint);font-weight:400;font-size:.85rem}
    .index main .hint{margin:0 0 .6rem;color:var(--faint)}
    .sums{display:flex;flex-wrap:wrap;gap:.4rem 2rem;list-style:none;margin:.8rem 0 .4rem;padding:0;color:var(--faint)}
    .sums b{color:var(--ink);font-size:1.5rem;font-weight:600;font-variant-numeric:tabular-nums}
    #filter{position:sticky;top:0;z-index:2;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:end;
    padding:.7rem 0;background:var(--page);border-bottom:1px solid var(--rule)}
    #filter[hidden],[hidden]{display:none!important}
    #filter label{display:flex;flex-direction:column;font-size:.78rem;color:var(--faint);min-width:7rem}
    #filter label:first-child{flex:1 1 14rem}
    #filter input,#filter select,#filter button{font:inherit;font-size:1rem;padding:.4rem .55rem;color:var(--ink);
    background:var(--page);border:1px solid var(--faint);border-radius:.35rem;min-width:0;max-width:100%}
    #filter button{cursor:pointer}
    :focus-visible{outline:2px solid var(--link);outline-offset:2px}
    section[id],[id].speaker,li[id]{scroll-margin-top:6rem}
    .articles,.things{list-style:none;margin:0;padding:0;display:grid;gap:.9rem 2rem;
    grid-template-columns:repeat(auto-fill,minmax(min(100%,21rem),1fr))}
    .articles>li,.things>li{min-width:0;overflow-wrap:anywhere}
    .articles>li>a{font-weight:600;text-decoration:none}.articles>li>a:hover,.places a:hover{text-decoration:underline}
    .index .articles p{color:var(--faint);font-size:.85rem}
    .tag{font-size:.72rem;letter-spacing:.03em;padding:.05rem .4rem;border:1px solid var(--c,var(--rule));
    border-radius:.8rem;color:var(--c,var(--faint));white-space:nowrap}
    .bar{display:block;width:100%;height:.5rem;fill:var(--c,var(--link));margin:.25rem 0}
    .bar .w{opacity:.35}.articles .bar{height:.3rem;background:var(--rule);border-radius:.2rem}
    .index .forms,.index .places{font-size:.85rem;line-height:1.45}
    .places a{text-decoration:none}
    .index .places{color:var(--faint)}
    .bars{table-layout:auto}.bars th[scope=row]{white-space:nowrap;width:1%;font-weight:500}
    .bars tr[class^=k] th{color:var(--c)}
    .bars td{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}
    .bars td:nth-child(2){width:100%;font-size:inherit;vertical-align:middle}
    .bars td:last-child,.bars td:nth-child(n){color:var(--ink);font-size:.9rem}
    .bars .bar{height:.8rem;margin:.2rem 0}
    .bars thead th{text-align:end}.bars thead th:first-child{text-align:start}.bars thead th,.bars thead td{border:0}
    .bars .layer th{text-align:start;padding-top:.9rem;color:var(--faint);font-weight:600;border-top:0}
    .bars td.places{text-align:start;white-space:normal;font-size:.85rem;min-width:12rem}
    .time{margin:0 0 1.5rem}.time figcaption{color:var(--faint);font-size:.85rem;margin-bottom:.4rem}
    .time svg{display:block;width:100%;height:11rem}
    .named{fill:var(--link)}.out{fill:var(--faint)}.axis{fill:var(--rule)}
    .index .ends{display:flex;justify-content:space-between;color:var(--faint);font-size:.8rem}
    .speaker{margin:0 0 1.6rem;break-inside:avoid;overflow-wrap:anywhere}
    .speaker h3{font-size:1.05rem;margin:0 0 .4rem}.speaker h3 a{color:inherit;text-decoration:none}
    .speaker h3 a:hover{text-decoration:underline}
    #quotes,#quotes>details{columns:26rem 2;column-gap:2.5rem}#quotes h2{column-span:all}
    blockquote{margin:0 0 .8rem;padding-inline-start:.8rem;border-inline-start:3px solid var(--rule)}
    .index blockquote p{font-family:Georgia,"Liberation Serif",serif;line-height:1.45}
    footer i{font-style:italic}
    details{margin:1rem 0}summary{cursor:pointer;color:var(--link);padding:.3rem 0}
    @media(max-width:34rem){.index h1{font-size:1.5rem}.sums{gap:.2rem 1.2rem}.sums b{font-size:1.2rem}
    #filter{position:static}section[id],[id].speaker,li[id]{scroll-margin-top:1rem}
    .bars tr{display:table-row;border:0}.bars th,.bars td{display:table-cell;border-top:1px solid var(--rule);
    padding-right:.4rem}.bars td.places{display:none}.bars thead{position:static;clip-path:none}
    .bars thead th{font-size:.75rem}.bars thead th,.bars thead td{border:0}
    .bars td:nth-child(5),.bars th:nth-child(5){display:none}
    .bars .layer th{border-top:0}.time svg{height:8rem}}
    @media print{:root{--page:#fff;--ink:#000;--faint:#444;--rule:#ccc;--link:#0550ae}
    #filter,nav{display:none!important}.articles>li,.things>li,blockquote{break-inside:avoid}
    .bar,rect{print-color-adjust:exact}}

    """
}
