/// The style sheet of all pages; it is part of every page, since a page must stand alone.
enum PageStyle {
  static let css = """
    :root { color-scheme: light dark; --ink: #222; --quiet: #5f6368; --line: #e2e2e2;
      --paper: #fff; --panel: #f7f7f8; --accent: #0072b2; --notice: #fff6e0; }
    @media screen and (prefers-color-scheme: dark) { :root { --ink: #e8e8e8; --quiet: #a0a4a8;
      --line: #3a3a3c; --paper: #111111; --panel: #202023; --accent: #56b4e9; --notice: #3a2f10; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 16px/1.55 system-ui, "DejaVu Sans", sans-serif; }
    main { max-width: 60rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
    h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
    h2 { font-size: 1.3rem; margin: 2.6rem 0 .6rem; }
    h3 { font-size: 1rem; margin: 1.6rem 0 .4rem; }
    p { max-width: 44rem; margin: .6rem 0; }
    a { color: var(--accent); }
    code, pre, .mono { font: .86em/1.45 ui-monospace, "DejaVu Sans Mono", monospace; }
    .lead, .meta, figcaption { color: var(--quiet); }
    .notice { background: var(--notice); border-left: 3px solid #e69f00; padding: .5rem .8rem; }
    nav ol { padding-left: 1.4rem; margin: .3rem 0; }
    figure { margin: 1.8rem 0; break-inside: avoid; }
    figure img { display: block; max-width: 100%; height: auto; }
    .full { position: absolute; opacity: 0; }
    .full + label { display: block; cursor: zoom-in; overflow-x: auto; }
    .full:focus-visible + label { outline: 2px solid var(--accent); }
    .full:checked + label { cursor: zoom-out; margin-inline: calc(50% - 50vw + .6rem); }
    .full:checked + label img { width: auto; max-width: none; margin-inline: auto; }
    figcaption { font-size: .92rem; text-align: left; padding: .4rem 0; max-width: 48rem; }
    figcaption b { color: var(--ink); }
    details { font-size: .9rem; margin: .3rem 0; }
    summary { cursor: pointer; color: var(--quiet); }
    table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .92rem; }
    th, td { padding: .3rem .9rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line);
      vertical-align: top; }
    thead th { border-bottom: 2px solid var(--ink); font-weight: 600; }
    th.number, td.number { text-align: right; padding-left: 1.2rem; }
    tbody th { font-weight: 400; }
    .result { font-size: 1.1rem; }
    mark { background: var(--notice); color: inherit; outline: 1px solid #e69f00; }
    .setup small { display: block; color: var(--quiet); }
    .scroll { overflow-x: auto; }
    .mono { overflow-wrap: anywhere; }
    pre { background: var(--panel); padding: .6rem .8rem; overflow-x: auto; border-radius: 4px; }
    .graph rect { fill: var(--panel); stroke: var(--quiet); stroke-width: 1; }
    .graph path { fill: none; stroke: var(--quiet); stroke-width: 1.2; }
    .graph text { fill: var(--ink); font: 13px system-ui, "DejaVu Sans", sans-serif;
      text-anchor: middle; }
    .graph .kind { fill: var(--quiet); font-size: 11px; }
    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
      gap: 1.4rem; padding: 0; list-style: none; }
    .cards a { display: block; text-decoration: none; border: 1px solid var(--line);
      border-radius: 6px; overflow: hidden; height: 100%; }
    .cards img { width: 100%; height: auto; aspect-ratio: 8 / 5; object-fit: cover; object-position: left top; display: block; }
    .cards div { padding: .7rem .9rem .9rem; }
    .cards strong { color: var(--ink); display: block; }
    .cards span { color: var(--quiet); display: block; font-size: .88rem; }
    .cards .result { color: var(--ink); font-size: .95rem; margin: .2rem 0 .4rem; }
    footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: .8rem;
      color: var(--quiet); font-size: .88rem; }
    @media print { @page { size: A4; margin: 15mm; } main { max-width: none; padding: 0; }
      nav, summary, figure details, footer { display: none; }
      h2, h3 { break-after: avoid; } a { color: inherit; } .scroll { overflow: visible; }
      .graph { max-width: 100%; height: auto; } }
    """
}
