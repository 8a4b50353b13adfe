import type { DemoPage } from "./page";
import { LoftPicture, MillPicture, TablePicture } from "./pictures";
import { Card, Cards, Figure, Lead } from "./pieces";

const language = "en";

export const storyPages: DemoPage[] = [
  {
    path: "blog",
    title: "Notes from the mill",
    description: "What happens between the stones, the stove and the river.",
    language,
    updated: "2026-11-08",
    body: (
      <>
        <h1>Notes from the mill</h1>
        <Cards>
          <Card href="/demo/blog/new-paddles" title="New paddles for the wheel" picture={<MillPicture />}>
            Forty-eight boards of elm, a crane, and eleven days without flour.
          </Card>
          <Card href="/demo/blog/small-weddings" title="Planning a wedding for thirty" picture={<LoftPicture />}>
            What becomes easier, what doesn’t, and what it costs here.
          </Card>
          <Card href="/demo/blog/autumn-kitchen" title="What Nora cooks in November" picture={<TablePicture />}>
            Quinces, venison and the first of the celeriac.
          </Card>
        </Cards>
      </>
    ),
  },
  {
    path: "blog/new-paddles",
    title: "New paddles for the wheel",
    description: "How the wheel got forty-eight new paddles of elm in February.",
    language,
    updated: "2026-03-02",
    body: (
      <article>
        <h1>New paddles for the wheel</h1>
        <Figure>
          <MillPicture />
        </Figure>
        <Lead>Every twenty years or so a waterwheel wants new paddles. Ours had theirs in February.</Lead>
        <p>
          The forty-eight paddles are elm, because elm does not mind being wet for decades. They came from trees that
          fell in the storm of 2022 near Harrow Farm and dried in our barn for three years. Ned Fairley and two
          apprentices cut and fitted them in eleven days; the crane was only needed on two.
        </p>
        <p>
          While the wheel stood still we could not mill, so the shop sold flour from the store. The old paddles became
          the benches in the Loft. The work cost £31,400, of which the heritage fund paid half.
        </p>
      </article>
    ),
  },
  {
    path: "blog/small-weddings",
    title: "Planning a wedding for thirty",
    description: "What a small wedding at the mill looks like and what it costs.",
    language,
    updated: "2026-09-12",
    body: (
      <article>
        <h1>Planning a wedding for thirty</h1>
        <Lead>
          A third of the weddings we hold have fewer than forty guests. Priya, who plans most of them, explains.
        </Lead>
        <p>
          “With thirty guests everyone sits at one table, and you talk to all of them. You need no seating plan, no
          microphone and no favours. What you do need is a good meal, because it is the heart of the day.”
        </p>
        <h2>An example</h2>
        <p>
          A ceremony in the Glasshouse on a Thursday in October at 13:00, drinks under the vines, the sharing feast in
          the Loft and dancing until 23:00: hire £1,230, food and drinks for thirty £2,700, flowers from the market
          £180, together £4,110.
        </p>
        <h2>What doesn’t get smaller</h2>
        <p>
          The registrar, the photographer and the dress cost the same for thirty as for a hundred. And you still have to
          decide who is invited, which is harder.
        </p>
      </article>
    ),
  },
  {
    path: "blog/autumn-kitchen",
    title: "What Nora cooks in November",
    description: "Quinces, venison, celeriac and why the menu changes on the first of the month.",
    language,
    updated: "2026-11-01",
    body: (
      <article>
        <h1>What Nora cooks in November</h1>
        <Figure>
          <TablePicture />
        </Figure>
        <p>
          Nora Whitcombe writes the menu on the last Sunday of the month, after she has called the farms. In November
          the quinces from the yard are poached with bay for the liver parfait, and the venison comes from the Harrow
          estate, where the deer would otherwise eat the young oaks.
        </p>
        <p>
          The celeriac steak surprised everyone: it is baked in a salt crust for three hours and outsold the beef in its
          first week. The chocolate mousse has no cream in it, only olive oil, and nobody notices.
        </p>
      </article>
    ),
  },
];
