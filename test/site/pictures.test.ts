import { expect, test } from "vitest";
import { faultOfPicture } from "../../src/site/pictures.js";

const bytes = (latin: string) => Buffer.from(latin, "latin1");
const svg = (inside: string, attributes = "") =>
  Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inside}</svg>`);

const pictures: readonly (readonly [path: string, content: Uint8Array])[] = [
  ["a.png", bytes("\x89PNG\r\n\x1a\n....")],
  ["a.b/c.JPG", bytes("\xff\xd8\xff\xe0....")],
  ["a.gif", bytes("GIF89a....")],
  ["a.webp", bytes("RIFF....WEBPVP8 ")],
  ["a.avif", bytes("\0\0\0\x1cftypavif\0\0\0\0avifmif1")],
  ["a.svg", svg('<path d="M0 0"/><text>a &lt; b</text>')],
  ["a.svg", svg('<use href="#a"/><a href="https://example.org/"><g fill="url(#b)"/></a>')],
  [
    "a.svg",
    svg("<style>.a { fill: url(#b) } /* on */</style><image href='data:image/png;base64,AA'/>"),
  ],
  [
    "a.svg",
    svg(
      '<animate attributeName="x" from="0" to="1"/>',
      ' xmlns:xlink="http://www.w3.org/1999/xlink"',
    ),
  ],
  [
    "a.svg",
    Buffer.concat([
      Buffer.from(
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">\n<!-- a -->\n',
      ),
      svg(
        "<sodipodi:namedview xmlns:sodipodi='http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd'/>",
      ),
    ]),
  ],
];

test.each(pictures)("what is a picture goes into the site: %s", (path, content) => {
  expect(faultOfPicture(path, content)).toBeNull();
});

const html = Buffer.from("<html><script>alert(1)</script></html>");
const others: readonly (readonly [path: string, content: Uint8Array, why: string])[] = [
  ["a.html", html, "name"],
  ["a.htm", bytes("GIF89a"), "name"],
  ["a.txt", bytes("GIF89a"), "name"],
  ["config", bytes("x"), "name"],
  ["a.svgz", bytes("\x1f\x8b"), "name"],
  ["a.js", bytes("GIF89a/*"), "name"],
  ["a.png", html, "not PNG"],
  ["a.png", bytes("\xff\xd8\xff"), "not PNG but JPEG"],
  ["a.gif", svg(""), "not GIF"],
  ["a.webp", bytes("RIFF....WAVE"), "not WebP"],
  ["a.png", bytes(""), "not PNG"],
  ["a.svg", html, "<html>"],
  ["a.svg", Buffer.from("text"), "no <svg>"],
  ["a.svg", svg("<g>".repeat(200_000)), "too deep"],
  ["a.svg", svg("<script>alert(1)</script>"), "<script>"],
  ["a.svg", svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'), "script"],
  ["a.svg", svg("", ' onload="alert(1)"'), "onload"],
  ["a.svg", svg("<g ONCLICK='alert(1)'/>"), "ONCLICK"],
  ["a.svg", svg("<foreignObject><p/></foreignObject>"), "<foreignObject>"],
  ["a.svg", svg('<h:p xmlns:h="http://www.w3.org/1999/&#120;html"/>'), "HTML"],
  ["a.svg", svg('<a href="java&#10;script:alert(1)"><text>a</text></a>'), "leads to"],
  ["a.svg", svg('<a xlink:href="data:text/html,x"/>'), "leads to"],
  ["a.svg", svg('<image href="https://x.example/a.png"/>'), "leads to"],
  ["a.svg", svg('<image href="data:image/svg+xml,x"/>'), "leads to"],
  ["a.svg", svg('<use href="other.svg#a"/>'), "leads to"],
  ["a.svg", svg('<a><set attributeName="href" to="javascript:alert(1)"/></a>'), "animates href"],
  ["a.svg", svg('<a><animate attributeName="x" values="1;javascript:alert(1)"/></a>'), "runs code"],
  ["a.svg", svg("<style>@import 'https://x.example/a.css';</style>"), "style"],
  ["a.svg", svg("<style><![CDATA[a { fill: url(https://x.example/a) }]]></style>"), "style"],
  ["a.svg", svg('<g style="fill: u\\72l(https://x.example/)"/>'), "style"],
  ["a.svg", svg('<g fill="url(https://x.example/a.svg#a)"/>'), "fill"],
  ["a.svg", svg('<g xml:base="https://x.example/"/>'), "xml:base"],
  [
    "a.svg",
    Buffer.concat([Buffer.from('<?xml-stylesheet href="a.css"?>'), svg("")]),
    "style sheet",
  ],
  [
    "a.svg",
    Buffer.concat([
      Buffer.from('<!DOCTYPE svg [<!ENTITY a "<script>alert(1)</script>">]>'),
      svg("&a;"),
    ]),
    "declares",
  ],
  ["a.svg", Buffer.concat([Buffer.from("<!ELEMENT svg ANY>"), svg("")]), "<!ELEMENT>"],
  ["a.svg", Buffer.from(svg("").toString(), "utf16le"), "UTF-8"],
  [
    "a.svg",
    Buffer.concat([Buffer.from('<?xml version="1.0" encoding="utf-7"?>'), svg("")]),
    "utf-7",
  ],
  ...[
    '<!DOCTYPE svg SYSTEM "><!--">\n',
    '<!DOCTYPE svg SYSTEM ">" [<!ATTLIST svg onload CDATA "alert(1)">]>\n',
    "<!DOCTYPE svg SYSTEM '><!--'>\n",
    '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "><!--">\n',
    '<!DOCTYPE svg SYSTEM "https://x.example/a.dtd">\n',
    "<!DOCTYPE svg [>\n",
  ].map((head): [string, Buffer, string] => [
    "a.svg",
    Buffer.from(
      `${head}<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><!-- --><svg/></svg>`,
    ),
    "document type",
  ]),
  [
    "a.svg",
    Buffer.from(
      '<?a ><!-- ?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><!-- --><svg/></svg>',
    ),
    "<script>",
  ],
];

test.each(others)(
  "what is none, or can do more than be looked at, does not: %s %#",
  (path, content, why) => {
    expect(faultOfPicture(path, content)).toContain(why);
  },
);
