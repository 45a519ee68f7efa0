import Mustache

/// The HTML of the pages, as Mustache templates.
enum PageTemplates {
  /// The page of one pipeline; its context is `ReportPage`.
  static func report() throws -> MustacheTemplate { try MustacheTemplate(string: reportText) }

  /// The page that lists all reports; its context is `IndexPage`.
  static func index() throws -> MustacheTemplate { try MustacheTemplate(string: indexText) }

  /// Nothing is loaded from anywhere: pictures and style are in the page, scripts are not used.
  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; \
    style-src 'unsafe-inline'">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <main>

    """

  private static let reportText =
    head + """
      <header>
      <h1>{{title}}</h1>
      <p class="lead">{{lead}}</p>
      {{#result}}<p class="result">{{.}}</p>
      {{/result}}
      {{#notices}}<p class="notice">{{.}}</p>
      {{/notices}}
      </header>
      {{#hasContents}}<nav aria-label="Contents"><ol>
      {{#contents}}<li><a href="#{{anchor}}">{{title}}</a></li>
      {{/contents}}<li><a href="#setup">Setup and provenance</a></li>
      </ol></nav>
      {{/hasContents}}
      {{#blocks}}
      {{#heading}}<h2 id="{{anchor}}">{{title}}</h2>
      {{/heading}}
      {{#paragraphs}}<p>{{{.}}}</p>
      {{/paragraphs}}
      {{#figure}}<figure id="{{anchor}}">
      <input type="checkbox" class="full" id="full-{{anchor}}" \
      aria-label="{{number}} at full size"><label for="full-{{anchor}}" title="Full size"><picture>
      {{#dark}}<source media="screen and (prefers-color-scheme: dark)" srcset="{{{dark}}}">
      {{/dark}}
      <img src="{{{light}}}" width="{{width}}" height="{{height}}" alt="{{alt}}">
      </picture></label>
      <figcaption><b>{{number}}.</b> {{{caption}}}</figcaption>
      {{#data}}<details><summary>The numbers behind this figure</summary>
      <div class="scroll" tabindex="0"><table>
      <thead><tr>{{#columns}}<th scope="col"{{#isNumeric}} class="number"{{/isNumeric}}>\
      {{title}}</th>{{/columns}}</tr></thead>
      <tbody>
      {{#rows}}<tr>{{#cells}}<td{{#isNumeric}} class="number"{{/isNumeric}}>{{text}}</td>\
      {{/cells}}</tr>
      {{/rows}}</tbody></table></div>
      {{#omission}}<p class="meta">{{.}}</p>
      {{/omission}}</details>
      {{/data}}
      <details><summary>Provenance</summary>
      <p class="mono">{{provenance}}</p>
      <p>Files: {{#files}}<a href="{{.}}">{{.}}</a> {{/files}}</p>
      <pre>{{command}}</pre></details>
      </figure>
      {{/figure}}
      {{#table}}<figure id="{{anchor}}">
      <figcaption><b>{{number}}.</b> {{{caption}}}</figcaption>
      <div class="scroll" tabindex="0"><table>
      <thead><tr>{{#columns}}<th scope="col"{{#isNumeric}} class="number"{{/isNumeric}}>\
      {{title}}</th>{{/columns}}</tr></thead>
      <tbody>
      {{#rows}}<tr>{{#cells}}<td{{#isNumeric}} class="number"{{/isNumeric}}>\
      {{#isMarked}}<strong>{{text}}</strong>{{/isMarked}}{{^isMarked}}{{text}}{{/isMarked}}</td>\
      {{/cells}}</tr>
      {{/rows}}</tbody></table></div>
      <details><summary>Provenance</summary>
      <p class="mono">{{provenance}}</p>
      <p>Files: {{#files}}<a href="{{.}}">{{.}}</a> {{/files}}</p>
      <pre>{{command}}</pre></details>
      </figure>
      {{/table}}
      {{#setup}}<div class="scroll" tabindex="0"><table class="setup">
      <thead><tr><th scope="col">Stage</th><th scope="col">Parameter</th>\
      <th scope="col">Value</th></tr></thead>
      <tbody>
      {{#rows}}<tr>{{#group}}<th scope="rowgroup" rowspan="{{rowCount}}">{{stages}}\
      <small>{{kind}}</small></th>{{/group}}<th scope="row">{{name}}</th><td>{{value}}</td></tr>
      {{/rows}}</tbody></table></div>
      {{/setup}}
      {{/blocks}}
      <section id="setup">
      <h2>Setup and provenance</h2>
      <p>This page is made from one file. The command below makes it again, to the same bits in
      every figure, table and tensor, on any machine and with any number of threads.</p>
      <pre>{{command}}</pre>
      {{#hasSources}}<h3>Data</h3>
      <ul>
      {{#sources}}<li>{{.}}</li>
      {{/sources}}
      </ul>
      {{/hasSources}}
      {{#hasParameters}}<h3>Parameters</h3>
      <div class="scroll" tabindex="0"><table>
      <thead><tr><th scope="col">Parameter</th><th scope="col">Value</th></tr></thead>
      <tbody>
      {{#parameters}}<tr><th scope="row">{{name}}</th><td class="mono">{{value}}</td></tr>
      {{/parameters}}</tbody></table></div>
      {{/hasParameters}}
      <h3>Stages</h3>
      <div class="scroll" tabindex="0">{{{graph}}}</div>
      <details><summary>Every stage with its result and its time</summary>
      <div class="scroll" tabindex="0"><table>
      <thead><tr><th scope="col">Stage</th><th scope="col">Kind</th>\
      <th scope="col">Result</th><th scope="col" class="number">Seconds</th></tr></thead>
      <tbody>
      {{#stages}}<tr><th scope="row">{{name}}</th><td>{{kind}}</td>\
      <td class="mono">{{digests}}</td><td class="number">{{seconds}}</td></tr>
      {{/stages}}</tbody></table></div>
      <p class="meta">Times are those of the run that made each result; they are not part of it.</p>
      </details>
      </section>
      <footer><a href="../index.html">All reports</a></footer>
      </main>
      </body>
      </html>

      """

  private static let indexText =
    head + """
      <header>
      <h1>{{title}}</h1>
      <p class="lead">{{lead}}</p>
      </header>
      <ul class="cards">
      {{#cards}}<li><a href="{{{link}}}">{{#thumbnail}}<picture>\
      {{#dark}}<source media="screen and (prefers-color-scheme: dark)" srcset="{{{dark}}}">{{/dark}}\
      <img src="{{{light}}}" width="{{width}}" height="{{height}}" alt=""></picture>{{/thumbnail}}
      <div><strong>{{title}}</strong>{{#result}}<span class="result">{{.}}</span>{{/result}}\
      <span>{{summary}}</span></div></a></li>
      {{/cards}}
      </ul>
      </main>
      </body>
      </html>

      """
}
