import type { DemoPage } from "./page";
import { Facts, Lead, Prices } from "./pieces";

const language = "en";

export const shopPages: DemoPage[] = [
  {
    path: "shop",
    title: "The mill shop",
    description: "Stone-ground flour, bread, honey, cider and presents, in the mill and by post.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>The mill shop</h1>
        <Lead>
          Everything is milled, baked, pressed or made within thirty miles. Open Tuesday to Sunday, 9:00–17:00.
        </Lead>
        <h2>Flour</h2>
        <Prices
          head={["Flour", "Code", "1.5 kg", "10 kg"]}
          rows={[
            ["Strong white", "AM-FL-110", "£4.20", "£21"],
            ["Wholemeal", "AM-FL-150", "£4.20", "£21"],
            ["Spelt, white", "AM-FL-210", "£5.60", "£31"],
            ["Rye, dark", "AM-FL-320", "£4.60", "£24"],
            ["Heritage blend (Maris Widgeon)", "AM-FL-400", "£6.40", "£36"],
          ]}
        />
        <p>Flour keeps for six months in a cool, dry place; wholemeal and rye for four. The date is on the bag.</p>
        <h2>From the bakery</h2>
        <p>
          Sourdough £4.80, seeded rye £5.20, brioche £6 and cinnamon buns £3.20 come out of the oven at 8:30 and are
          often gone by 13:00. Order by 15:00 to have a loaf kept for the next day.
        </p>
        <h2>From the orchard and the neighbours</h2>
        <Prices
          head={["Product", "Code", "Price"]}
          rows={[
            ["Orchard honey, 340 g", "AM-HO-034", "£8.50"],
            ["Dry cider, 75 cl", "AM-CI-075", "£6.80"],
            ["Apple juice, 75 cl", "AM-AJ-075", "£4.20"],
            ["Chutney of green tomatoes, 280 g", "AM-CH-028", "£5.40"],
            ["Sourdough starter with instructions", "AM-SD-001", "£6"],
            ["Proving basket, 1 kg, cane", "AM-BK-100", "£16"],
            ["Linen tea towel with the wheel", "AM-TT-002", "£12"],
          ]}
        />
        <h2>Presents</h2>
        <p>
          The Baker’s Box (AM-GB-045) holds two flours, a starter, a proving basket and a tea towel for £45. We pack it
          as a present and add a card in your words at no charge.
        </p>
      </>
    ),
  },
  {
    path: "shop/delivery",
    title: "Delivery",
    description: "Where we send, what it costs, how long it takes and collecting from the shop.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>Delivery</h1>
        <Lead>Orders placed by 12:00 from Monday to Friday leave the mill on the same day.</Lead>
        <Prices
          head={["Where", "Price", "How long"]}
          rows={[
            ["Collect from the shop", "free", "ready within two hours, kept for seven days"],
            ["Wexcombe by cargo bike", "£2.50", "the same day, if ordered by 11:00"],
            ["UK mainland", "£4.90, free from £45", "two to three working days"],
            ["Scottish Highlands, islands and Northern Ireland", "£9.50", "three to five working days"],
          ]}
        />
        <p>
          We don’t send abroad, apart from gift vouchers, which go by e-mail everywhere. Parcels weigh at most 20 kg;
          larger orders are split and cost the postage once. Bread travels by cargo bike only.
        </p>
        <h2>Where is my parcel?</h2>
        <p>
          You get an e-mail with a tracking number when the parcel leaves. If it hasn’t come after five working days,
          write to shop@aldermill.example with your order number, which begins with AM and has six digits; we send a new
          one or return the money.
        </p>
        <h2>Before Christmas</h2>
        <p>The last day to order for delivery before Christmas is Friday, 18 December 2026, at 12:00.</p>
      </>
    ),
  },
  {
    path: "shop/returns",
    title: "Returns and refunds",
    description: "Thirty days to send things back, what cannot be returned, and when the money comes.",
    language,
    updated: "2026-08-09",
    body: (
      <>
        <h1>Returns and refunds</h1>
        <Lead>You have 30 days to send back anything that is unopened and in its packaging.</Lead>
        <Facts
          rows={[
            ["How", "Write to shop@aldermill.example with your order number; we send a label"],
            ["What it costs", "£3.50 for the label, taken off the refund; nothing if something was faulty"],
            [
              "When the money comes",
              "Within five working days after the parcel has arrived, to the card you paid with",
            ],
            ["What cannot come back", "Bread, fresh food, opened flour and personalised presents"],
            ["Vouchers", "Within 14 days, if unused"],
          ]}
        />
        <h2>Something is broken or wrong</h2>
        <p>
          Send a photograph within seven days of delivery. We replace it or return the full price with postage,
          whichever you prefer, and you needn’t send anything back.
        </p>
      </>
    ),
  },
  {
    path: "shop/gift-vouchers",
    title: "Gift vouchers",
    description: "Vouchers from £25 to £500 for the restaurant, the shop and events.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>Gift vouchers</h1>
        <Lead>From £25 to £500, for the restaurant, the shop, a baking course or part of an event.</Lead>
        <ul>
          <li>They arrive by e-mail within minutes, or on thick card by post within three working days (£2.50).</li>
          <li>They are valid for 24 months and can be used in several parts; the rest stays on the voucher.</li>
          <li>They can’t be paid out in cash and can’t be replaced if lost without the voucher number.</li>
          <li>Bring the number or the e-mail; our staff type it in at the till.</li>
        </ul>
        <h2>Baking courses</h2>
        <p>
          A day course in sourdough costs £95 and is held on the second Saturday of each month from 10:00 to 16:00, for
          eight people, with lunch. The course for children (7–12) is on the last Sunday, from 10:00 to 12:30, for £28.
        </p>
      </>
    ),
  },
];
