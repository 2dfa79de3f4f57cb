/// The style of a page. Lanes are bottom borders of inline elements, each pushed down by its padding; they
/// wrap with the text and need no script.
enum HTMLStyle {
  /// The rules of the page's only style sheet.
  static let rules: StaticString = """
    :root{--page:#fff;--ink:#1d2023;--faint:#646b73;--rule:#d9dde1;--link:#0550ae;--hit:#fff3c4;
    --type:1.125rem;--pitch:.95rem}
    @media(prefers-color-scheme:dark){
    :root{--page:#16181c;--ink:#e4e6e9;--faint:#9aa2ab;--rule:#363b42;--link:#86c3ff;--hit:#4a3d0b}}
    body{margin:0 auto;padding:1.5rem;max-width:50rem;background:var(--page);color:var(--ink);
    font:1rem/1.5 system-ui,"Liberation Sans",sans-serif}
    a{color:var(--link)}h1{margin:0;font-size:1.5rem;line-height:1.25}h2{font-size:1.2rem;margin:2rem 0 .5rem}
    header p,nav{margin:.3rem 0;color:var(--faint)}nav a{margin-right:1em}
    main{margin:1.5rem 0;padding-right:2.5rem;font-family:Georgia,"Liberation Serif",serif;
    font-size:var(--type);overflow-wrap:break-word}
    main p{--n:0;position:relative;margin:0 0 .55rem;padding-left:2.6rem;white-space:pre-wrap;
    unicode-bidi:isolate;text-align:start;
    line-height:calc(1.5em + var(--n)*var(--pitch));padding-bottom:calc(var(--n)*var(--pitch)/2);
    margin-top:calc(var(--n)*var(--pitch)/-2)}
    main p.e{height:.4rem}.e .l{display:none}
    .l{position:absolute;left:0;width:1.9rem;text-align:right;direction:ltr;color:var(--faint);
    font:.75rem/2.25 ui-monospace,"Liberation Mono",monospace;line-height:inherit;user-select:none}
    .n1{--n:1!important}.n2{--n:2!important}.n3{--n:3!important}.n4{--n:4!important}.n5{--n:5!important}
    .n6{--n:6!important}.n7{--n:7!important}.n8{--n:8!important}.n9{--n:9!important}.n10{--n:10!important}
    .n11{--n:11!important}.n12{--n:12!important}
    .m{position:relative;border-bottom:2px solid var(--c);padding-bottom:calc(var(--d)*var(--pitch))}
    .s{border-bottom-style:dotted}.x{border-bottom:2px dashed var(--c,currentColor)}.x>.c,i.x{text-decoration:line-through}
    .role{border-bottom:4px double var(--c)}
    .d0{--d:0}.d1{--d:1}.d2{--d:2}.d3{--d:3}.d4{--d:4}.d5{--d:5}.d6{--d:6}.d7{--d:7}.d8{--d:8}.d9{--d:9}
    .d10{--d:10}.d11{--d:11}
    .c{position:absolute;inset-inline-start:0;top:calc(var(--type)*1.15 + 2px + var(--d)*var(--pitch));
    color:var(--c);font:.68rem/.8rem system-ui,"Liberation Sans",sans-serif;text-decoration:none;
    white-space:nowrap;user-select:none;direction:ltr;unicode-bidi:isolate}
    .c:hover,.c:focus{text-decoration:underline}
    :target{background:var(--hit);scroll-margin:30vh}
    .legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;margin:.5rem 0 1.2rem;padding:0;list-style:none}
    .legend b{color:var(--c);border-bottom:2px solid}.legend i{font-style:normal;border-bottom-width:2px;--c:currentColor}
    .legend i.s{border-bottom:2px dotted}
    table{width:100%;margin:0 0 1.5rem;border-collapse:collapse;font-size:.9rem}
    caption{text-align:left;font-weight:600;font-size:1rem;padding:.3rem 0}
    th,td{padding:.25rem .6rem .25rem 0;border-top:1px solid var(--rule);text-align:start;vertical-align:top}
    td:nth-child(3),td:nth-child(5){overflow-wrap:anywhere}td:nth-child(2){white-space:nowrap}
    thead th{color:var(--faint);font-weight:500;white-space:nowrap}tbody th{font-weight:400}
    td[class] b{color:var(--c)}td:last-child{color:var(--faint);font-size:.8rem}
    time{font-weight:600}
    @media(max-width:34rem){body{padding:.8rem}main p{padding-left:0}.l{display:none}main{padding-right:1rem}
    thead{position:absolute;clip-path:inset(50%)}tr{display:block;border-top:1px solid var(--rule);padding:.3rem 0}
    th,td{display:inline;border:0;padding-right:.5rem}}
    @media print{body{max-width:none}tr{break-inside:avoid}}

    """
}
