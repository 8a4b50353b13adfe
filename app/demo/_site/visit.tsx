import type { DemoPage } from "./page";
import { Facts, Lead, Prices, Questions } from "./pieces";

const language = "en";

export const visitPages: DemoPage[] = [
  {
    path: "visit/opening-hours",
    title: "Opening hours",
    description: "When the mill, the shop, the restaurant and the office are open, and on which days they are closed.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>Opening hours</h1>
        <Prices
          head={["", "Monday", "Tuesday", "Wednesday–Saturday", "Sunday"]}
          rows={[
            ["Mill and grounds", "closed", "10:00–16:30", "10:00–16:30", "10:00–16:30"],
            ["Shop and coffee counter", "closed", "9:00–17:00", "9:00–17:00", "9:00–17:00"],
            ["The Sluice, lunch", "closed", "closed", "12:00–14:30", "12:00–16:00"],
            ["The Sluice, dinner", "closed", "closed", "18:00–21:30", "closed"],
            ["Events office, by telephone", "9:00–17:30", "9:00–17:30", "9:00–17:30 (Sat until 13:00)", "closed"],
          ]}
        />
        <h2>Holidays</h2>
        <p>
          On bank holidays the shop is open from 10:00 to 15:00 and the restaurant serves lunch until 16:00. We are
          closed on 24, 25 and 26 December and on 1 January. In the first two weeks of February the restaurant is closed
          while the kitchen rests and the wheel is serviced.
        </p>
        <h2>Watching the wheel</h2>
        <p>The wheel turns every open day at 11:00 and 15:00 for about twenty minutes. Entry to the mill is free.</p>
      </>
    ),
  },
  {
    path: "visit/getting-here",
    title: "Getting here and parking",
    description: "By train, bus, bicycle and car, with parking and charging.",
    language,
    updated: "2026-05-20",
    body: (
      <>
        <h1>Getting here and parking</h1>
        <Lead>Alder Mill, 4 Weir Lane, Wexcombe, WX3 7AL.</Lead>
        <Facts
          rows={[
            ["By train", "Wexcombe station, two trains an hour; then 12 minutes on foot along the river"],
            ["By bus", "Line 14 from the market square to Weir Lane, every 20 minutes until 22:40"],
            ["By bicycle", "River path 7 leads past the door; 30 stands, and a pump in the yard"],
            ["By car", "From the ring road take exit 3 and follow the brown signs"],
            ["Parking", "70 spaces, free for guests; coaches please announce themselves two days before"],
            ["Charging", "Four points with 11 kW, £0.45 a kilowatt hour, paid by card"],
            ["Overnight", "Cars may stay until 11:00 on the next morning"],
            ["Taxi", "Wex Cars, 01632 960188; book ahead on Saturdays"],
          ]}
        />
      </>
    ),
  },
  {
    path: "visit/accessibility",
    title: "Accessibility",
    description: "Step-free routes, lift, toilets, hearing loops, seating and quiet times.",
    language,
    updated: "2026-05-20",
    body: (
      <>
        <h1>Accessibility</h1>
        <Lead>
          An old building on a slope by a river, made as easy as we could. Tell us what you need, and we’ll plan for it.
        </Lead>
        <h2>Step-free</h2>
        <p>
          Weir Hall, the Glasshouse, the restaurant and the shop are step-free from the car park. The Loft is reached by
          a lift for eight people whose door is 90 cm wide. The platform above the wheel has eleven steps and no lift; a
          camera shows the wheel on a screen in the shop.
        </p>
        <h2>Parking and toilets</h2>
        <p>
          Six accessible parking spaces are beside the entrance. Accessible toilets are in the yard, in Weir Hall and in
          the Orchard pavilion; a changing place with a hoist is in the yard.
        </p>
        <h2>Hearing and seeing</h2>
        <p>
          Weir Hall and the Loft have hearing loops. Menus come in large print and in braille. Assistance dogs are
          welcome everywhere, also in the dining room.
        </p>
        <h2>Quiet hours</h2>
        <p>
          On Tuesdays from 9:00 to 11:00 the shop plays no music and dims the lights. Ear defenders can be borrowed.
        </p>
      </>
    ),
  },
  {
    path: "contact",
    title: "Contact",
    description: "Telephone numbers, e-mail addresses and who answers them.",
    language,
    updated: "2026-10-01",
    body: (
      <>
        <h1>Contact</h1>
        <Facts
          rows={[
            ["Restaurant and general", "01632 960142, hello@aldermill.example"],
            ["Events", "01632 960143, events@aldermill.example — ask for Tom Ashdown or Priya Raman"],
            ["Shop and orders", "01632 960144, shop@aldermill.example"],
            ["Press", "press@aldermill.example"],
            ["Address", "Alder Mill, 4 Weir Lane, Wexcombe, WX3 7AL"],
          ]}
        />
        <p>
          We answer e-mails within one working day, enquiries about events within two. Lost property is kept in the shop
          for three months.
        </p>
      </>
    ),
  },
  {
    path: "faq",
    title: "Questions people ask",
    description: "Short answers about visiting, eating, celebrating and ordering.",
    language,
    updated: "2026-11-03",
    body: (
      <>
        <h1>Questions people ask</h1>
        <h2>Visiting</h2>
        <Questions
          items={[
            [
              "Does the mill cost anything to visit?",
              "No. Entry is free; guided tours on Sundays at 14:00 cost £6, children £3.",
            ],
            [
              "Can I bring my dog?",
              "Yes, on a lead: in the grounds, the shop, the bar and on the terrace, but not in the dining room.",
            ],
            ["Is there Wi-Fi?", "Yes, the network is called AlderMill-Guest and needs no password."],
            [
              "May I take photographs?",
              "Yes, for yourself. Photo shoots cost £90 an hour and need a date from the events office.",
            ],
          ]}
        />
        <h2>Celebrating</h2>
        <Questions
          items={[
            [
              "Can we see the venue before we book?",
              "Yes, on Tuesdays and Thursdays from 10:00 to 16:00 and on the first Saturday of each month. It is free.",
            ],
            [
              "Can we bring our own caterer?",
              "Only in the Orchard, for a fee of £650. In all other spaces our own kitchen cooks.",
            ],
            [
              "Can we bring our own music?",
              "Yes. A band or DJ needs insurance and tested equipment; our limiter is set to 96 dB in Weir Hall.",
            ],
            [
              "Are fireworks allowed?",
              "No, because of the thatch next door and the birds. Sparklers and a bonfire in the fire pit are fine.",
            ],
            [
              "What happens if we must change the date?",
              "You can move your event once free of charge until 180 days before, if the new date is within 18 months.",
            ],
          ]}
        />
        <h2>Eating and ordering</h2>
        <Questions
          items={[
            ["Do you have vegan food?", "Yes, at every course, in the restaurant and at events."],
            ["Can I pay in cash?", "In the shop yes; the restaurant takes cards and vouchers only."],
            [
              "Can I use a voucher in the shop?",
              "Yes. Vouchers work in the restaurant, in the shop, for courses and for events.",
            ],
            ["Can you mill our own grain?", "From 50 kg, by arrangement, for £0.60 a kilogram."],
          ]}
        />
      </>
    ),
  },
  {
    path: "terms",
    title: "Terms for events",
    description: "Holding a date, paying, changing, cancelling, damage and music.",
    language,
    updated: "2026-04-01",
    body: (
      <>
        <h1>Terms for events</h1>
        <Lead>In plain words; they are part of your contract.</Lead>
        <h2>1. Booking</h2>
        <p>
          A date is yours when we have your signed contract and the deposit of 25 %. Without them we hold it for 10
          days.
        </p>
        <h2>2. Paying</h2>
        <p>The rest is due 28 days before the event. Drinks by consumption are paid within 14 days afterwards.</p>
        <h2>3. Cancelling</h2>
        <Prices
          head={["When you cancel", "What you pay"]}
          rows={[
            ["More than 180 days before", "£150 for our work; the deposit is returned"],
            ["90 to 180 days before", "the deposit"],
            ["28 to 89 days before", "50 % of the agreed price"],
            ["Less than 28 days before", "the full price, less what we save on food"],
          ]}
        />
        <p>If we find someone else for the date, you get back what they pay, up to what you paid.</p>
        <h2>4. If we have to cancel</h2>
        <p>
          Flood, fire or an order by the authorities may close the mill. Then you choose another date or get all your
          money back within 14 days. We can’t pay for your suppliers, so please take out insurance.
        </p>
        <h2>5. Damage and care</h2>
        <p>
          You answer for what your guests break. We take a security deposit of £500 by card before events with more than
          100 guests and return it within five working days.
        </p>
        <h2>6. Smoking, candles and music</h2>
        <p>
          Smoking and vaping are allowed in the yard only. Candles stand in glasses. Amplified music ends at 23:45 in
          Weir Hall, at 23:00 in the Loft and at 22:30 in the Glasshouse.
        </p>
        <h2>7. Data</h2>
        <p>
          We keep your contact details for seven years because the tax office wants it, and use them for nothing else.
        </p>
      </>
    ),
  },
  {
    path: "about",
    title: "About the mill",
    description: "Who we are, what the mill does and a short history.",
    language,
    updated: "2026-03-15",
    body: (
      <>
        <h1>About the mill</h1>
        <Lead>A family business with 34 people, a wheel of 5.2 metres and a very patient river.</Lead>
        <p>
          The mill was built in 1794 by Josiah Alder and ground grain for the town until 1958. It stood empty for forty
          years. Ruth and Daniel Okafor bought it in 1999, restored the wheel by 2004 and opened the shop in the same
          year; the restaurant followed in 2011, and the Glasshouse was saved from collapse in 2016. Their daughter
          Grace has run the house since 2022.
        </p>
        <p>
          Two pairs of French burr stones mill about 90 tonnes of grain a year from seven farms. A turbine beside the
          wheel makes 38 kilowatts, which heats the floors and lights the rooms; what is left over charges your car.
        </p>
      </>
    ),
  },
];
