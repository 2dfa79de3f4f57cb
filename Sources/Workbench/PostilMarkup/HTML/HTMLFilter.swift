import PostilKit

/// The filter of the index: a form that a script shows, since it does nothing without one.
enum HTMLFilter {
  /// Writes the form, with the labels to choose from.
  static func write(_ labels: [HTMLCorpus.Label], _ writer: inout HTMLWriter) {
    writer.markup(
      """
      <form id="filter" hidden role="search"><label>Find <input name="q" type="search" autocomplete="off" \
      placeholder="words, names, articles"></label> <label>Label <select name="l"><option value="">all</option>
      """)
    for label in labels {
      writer.markup("<option value=\"")
      writer.write("\(label.layer):\(label.label)")
      writer.markup("\">")
      writer.write("\(label.label) (\(label.layer))")
      writer.markup("</option>")
    }
    writer.markup(
      """
      </select></label> <label>Status <select name="s"><option value="">all</option><option>open</option>\
      <option>done</option></select></label> <button type="reset">Reset</button></form>

      """)
  }

  /// The hash by which the page admits its only script.
  static let hash: StaticString = "sha256-slmYCULiZyldOYpeeBv8O12POMML3ydkn66MsQfN4hI="

  /// Hides what the filter leaves out, and opens what a link leads to.
  static let script: StaticString = #"""
    <script>
    (function(){"use strict";
    var form=document.getElementById("filter"),rows=document.querySelectorAll("[data-l]"),texts=[],i;
    form.hidden=false;
    for(i=0;i<rows.length;i++)texts.push(rows[i].textContent.toLowerCase());
    function apply(){
    var words=form.q.value.toLowerCase().split(/\s+/),label=form.l.value,status=form.s.value,left={},all={},i,j;
    for(i=0;i<rows.length;i++){
    var row=rows[i],own=row.getAttribute("data-l"),state=row.getAttribute("data-s"),layer=label.split(":")[0];
    var ok=(!status||!state||state===status)&&(!label||own.indexOf("|"+label+"|")>=0||own==="|"+layer+"|");
    for(j=0;ok&&j<words.length;j++)ok=texts[i].indexOf(words[j])>=0;
    row.hidden=!ok;
    var id=row.closest("section").id;
    all[id]=(all[id]||0)+1;left[id]=(left[id]||0)+(ok?1:0);
    }
    for(var id in all){
    var small=document.querySelector("#"+id+" h2 small");
    if(small)small.textContent=left[id]<all[id]?left[id]+" of "+all[id]:all[id];
    }
    var searching=words.join("")!==""||label!=="";
    var more=document.querySelectorAll("#entities>details,#quotes>details");
    for(i=0;i<more.length;i++)if(searching)more[i].open=true;
    }
    form.addEventListener("input",apply);form.addEventListener("submit",function(e){e.preventDefault()});
    form.addEventListener("reset",function(){setTimeout(apply,0)});
    addEventListener("hashchange",show);
    function show(){
    var target=location.hash&&document.getElementById(location.hash.slice(1));
    if(!target)return;
    target.hidden=false;
    var d=target.closest("details");
    if(d){d.open=true;target.scrollIntoView()}
    }
    apply();show();
    })();
    </script>

    """#
}
