import { expect, test } from "vitest";
import { extractPage } from "./page";

const blocks = (body: string) => extractPage(`<main>${body}</main>`, "https://inn.example/").blocks;
const lines = (body: string) => blocks(body).map(({ text }) => text);
const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`;
const head = (...cells: string[]) => `<tr>${cells.map((cell) => `<th>${cell}</th>`).join("")}</tr>`;

test("a cell that spans rows or columns stands in each row", () => {
  const table = `<table>${head("Day", "Lunch", "Dinner")}<tr><td>Mon</td><td colspan=2>closed</td></tr>
    <tr><td rowspan="2">Tue</td><td>12–2</td><td>6–9</td></tr><tr><td>by request</td><td>10–11</td></tr></table>`;
  expect(lines(table)).toEqual([
    "Day: Mon; Lunch, Dinner: closed",
    "Day: Tue; Lunch: 12–2; Dinner: 6–9",
    "Day: Tue; Lunch: by request; Dinner: 10–11",
  ]);
});

test("several header rows name a column together, and an empty corner is part of them", () => {
  const table = `<table><tr><td rowspan=2></td><th colspan=2>Summer</th></tr>${head("Adult", "Child")}
    <tr><th>Day ticket</th><td>20 €</td><td>10 €</td></tr></table>`;
  expect(lines(table)).toEqual(["Day ticket; Summer Adult: 20 €; Summer Child: 10 €"]);
});

test("a header in the middle of a table names what follows it", () => {
  const table = `<table>${head("Soup", "Price")}${row("Leek", "5 €")}${head("Main", "Price")}${row("Trout", "19 €")}</table>`;
  expect(lines(table)).toEqual(["Soup: Leek; Price: 5 €", "Main: Trout; Price: 19 €"]);
});

test("a row across all columns is the heading of the rows below it, up to the end of the table", () => {
  const table = `<table><tr><th colspan=2>Starters</th></tr>${row("Soup", "5 €")}<tr><td colspan=2><b>Mains</b></td></tr>
    ${row("Trout", "19 €")}<tr><td colspan=2>All with bread</td></tr></table><p>Enjoy.</p>`;
  expect(blocks(table).map(({ text, headings }) => [text, headings])).toEqual([
    ["Starters", ["Starters"]],
    ["Soup | 5 €", ["Starters"]],
    ["Mains", ["Mains"]],
    ["Trout | 19 €", ["Mains"]],
    ["All with bread", ["Mains"]],
    ["Enjoy.", []],
  ]);
});

test("no row of headers is lost, whatever follows it or doesn't", () => {
  expect(lines(`<table>${head("A", "B")}</table>`)).toEqual(["A: B"]);
  expect(lines(`<table>${head("Item", "Price")}${row("Soup", "5 €")}${head("Total", "5 €")}</table>`)).toEqual([
    "Item: Soup; Price: 5 €",
    "Item: Total; Price: 5 €",
  ]);
});

test("lists in cells are lists on one line, and ticks say what they stand for", () => {
  const table = `<table>${head("Plan", "With", "Support")}
    ${row("Pro", "<ul><li>Chat</li><li>Mail</li></ul>", "<img alt='Yes' src=y.svg>")}</table>`;
  expect(lines(table)).toEqual(["Plan: Pro; With: Chat, Mail; Support: Yes"]);
});

test("a table within a table that lays out the page is read for itself", () => {
  const inner = `<table>${head("Room", "Seats")}${row("Mill", "40")}</table>`;
  expect(lines(`<table><tr><td>Welcome</td><td>${inner}</td></tr></table>`)).toEqual([
    "Welcome",
    "Room: Mill; Seats: 40",
  ]);
  expect(lines(`<table role=presentation>${row("One", "Two")}${row("Three", "Four")}</table>`)).toHaveLength(4);
});

test("spans without end do no harm", () => {
  const table = `<table>${head("A", "B")}<tr><td colspan=99999999>x</td><td rowspan=99999999>y</td></tr>${row("1", "2")}</table>`;
  expect(lines(table).join(" ")).toContain("x");
});

test("every description has its term, several terms share one, and a term without any stands alone", () => {
  const list = `<dl><dt>Opens</dt><dd>nine</dd><dd>ten in winter</dd><dt>Dogs</dt><dt>Cats</dt><dd>welcome</dd>
    <dt>Rooms</dt><dd><ul><li>Mill</li><li>Weir</li></ul></dd><dt>Garden</dt></dl><p>Call us.</p>`;
  expect(lines(list)).toEqual([
    "Opens: nine",
    "Opens: ten in winter",
    "Dogs, Cats: welcome",
    "Rooms:",
    "- Mill",
    "- Weir",
    "Garden",
    "Call us.",
  ]);
});

test("definitions within definitions keep their own terms", () => {
  const list = "<dl><dt>Inn</dt><dd>old<dl><dt>Bar</dt><dd>new</dd></dl></dd><dd>big</dd></dl>";
  expect(lines(list)).toEqual(["Inn: old", "Bar: new", "Inn: big"]);
});

test("steps keep their numbers", () => {
  expect(lines("<ol start=3><li>Mix</li><li>Bake<ul><li>hot</li></ul></li><li>Eat</li></ol>")).toEqual([
    "3. Mix",
    "4. Bake",
    "- hot",
    "5. Eat",
  ]);
});

test("what a tab or an accordion hides is read under the words on its handle", () => {
  const body = `<div role=tablist><button role=tab aria-controls=p1>Delivery</button><button role=tab aria-controls=p2>Returns</button></div>
    <div id=p1 role=tabpanel>Two days.</div><div id=p2 role=tabpanel hidden>Within a month.</div>
    <h3><button aria-expanded=false aria-controls=a1>Are dogs welcome?</button></h3><div id=a1 style="display:none">Yes.</div>
    <div class="faq-answer" style="display: none">In the garden too.</div><p hidden>Draft</p>`;
  expect(blocks(body).map(({ text, headings }) => [text, headings])).toEqual([
    ["Delivery", ["Delivery"]],
    ["Two days.", ["Delivery"]],
    ["Returns", ["Returns"]],
    ["Within a month.", ["Returns"]],
    ["Are dogs welcome?", ["Are dogs welcome?"]],
    ["Yes.", ["Are dogs welcome?"]],
    ["In the garden too.", ["Are dogs welcome?"]],
  ]);
});

test("a picture is told of when its words say something", () => {
  const body = `<p>Welcome <img alt="logo" src=l.png> home</p><img alt="IMG_2041 something from the camera.jpg" src=i.jpg>
    <figure><img alt="The terrace above the river with eight tables" src=t.jpg><figcaption>Terrace</figcaption></figure>
    <iframe title="Map of the way from the station to the inn" src="https://maps.example"></iframe>`;
  expect(lines(body)).toEqual([
    "Welcome home",
    "The terrace above the river with eight tables",
    "Terrace",
    "Map of the way from the station to the inn",
  ]);
});

test("what stands in no tag, in the wrong one or in one that is not closed is read", () => {
  expect(lines("Loose<p>one<div>two<b>bold<p>three</main>four")).toEqual(["Loose", "one", "twobold", "three"]);
  expect(lines("<ul><li>a<li>b<ul><li>c</ul><li>d</ul>end")).toEqual(["- a", "- b", "- c", "- d", "end"]);
  expect(lines("<table><tr><th>A<th>B<tr><td>1<td>2</table>")).toEqual(["A: 1; B: 2"]);
  expect(lines("<p>5 &lt; 6 &amp; caf&eacute; &#x1F600; &nbsp;&copy; &bogus;</p>")).toEqual([
    "5 < 6 & café 😀 © &bogus;",
  ]);
  expect(
    lines("<template>no</template><my-card><template shadowrootmode=open><p>shadow</p></template></my-card>"),
  ).toEqual(["shadow"]);
});

test("a page of frames leads to them, and one nested without end is still read", () => {
  const frames = extractPage(
    "<frameset><frame src=/menu><noframes>Old inn</noframes></frameset>",
    "https://inn.example/",
  );
  expect(frames).toMatchObject({ links: ["https://inn.example/menu"], blocks: [{ text: "Old inn" }] });
  expect(lines(`${"<div><span>".repeat(50_000)}deep`)).toEqual(["deep"]);
});
