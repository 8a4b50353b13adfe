import type { DemoPage } from "./page";
import { GlasshousePicture, HallPicture, LoftPicture, MillPicture, OrchardPicture, TablePicture } from "./pictures";
import { Card, Cards, Facts, Figure, Lead, Prices } from "./pieces";

const language = "en";

export const venuePages: DemoPage[] = [
  {
    path: "",
    title: "Alder Mill — celebrations, suppers and good flour on the river Wex",
    description: "A working watermill in Wexcombe with four event spaces, a restaurant and a shop.",
    language,
    updated: "2026-10-12",
    body: (
      <>
        <header className="hero">
          <div>
            <h1>A working mill for the days you remember</h1>
            <Lead>
              Alder Mill has ground flour on the river Wex since 1794. Today it is also four spaces for weddings,
              parties and meetings, a restaurant called The Sluice, and a shop that sells what the stones and our
              neighbours make.
            </Lead>
            <p className="actions">
              <a className="action" href="/demo/venue/rooms">
                See the spaces
              </a>
              <a className="action quiet" href="/demo/restaurant/bookings">
                Book a table
              </a>
            </p>
          </div>
          <MillPicture />
        </header>
        <Cards>
          <Card href="/demo/venue/rooms" title="Celebrate" picture={<HallPicture />}>
            Weir Hall seats 180 for dinner, the Glasshouse 90, the Loft 40, and the Orchard takes a marquee for 220.
          </Card>
          <Card href="/demo/restaurant" title="Eat" picture={<TablePicture />}>
            The Sluice serves lunch and dinner from Wednesday to Saturday, and a long lunch on Sunday.
          </Card>
          <Card href="/demo/shop" title="Take home" picture={<OrchardPicture />}>
            Stone-ground flour, our sourdough, honey from the orchard and cider from next door, also by post.
          </Card>
        </Cards>
        <h2>Come and see it</h2>
        <p>
          We show people round on Tuesdays and Thursdays between 10:00 and 16:00, and on the first Saturday of each
          month. A visit takes about 45 minutes and is free; write to events@aldermill.example or call 01632 960143 to
          choose a time. The wheel turns every day at 11:00 and 15:00, and anyone may watch.
        </p>
      </>
    ),
  },
  {
    path: "venue/rooms",
    title: "Rooms and capacities",
    description: "How many guests each of our spaces holds, seated, standing and in rows, and what it has.",
    language,
    updated: "2026-09-30",
    body: (
      <>
        <h1>Rooms and capacities</h1>
        <Lead>Four spaces and a private dining room, each with its own entrance, so that no two events meet.</Lead>
        <table>
          <thead>
            <tr>
              <th>Space</th>
              <th>Seated dinner</th>
              <th>Standing</th>
              <th>Theatre rows</th>
              <th>Boardroom</th>
              <th>Floor area</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th>Weir Hall</th>
              <td>180</td>
              <td>240</td>
              <td>200</td>
              <td>–</td>
              <td>210 m²</td>
            </tr>
            <tr>
              <th>The Glasshouse</th>
              <td>90</td>
              <td>120</td>
              <td>100</td>
              <td>40</td>
              <td>130 m²</td>
            </tr>
            <tr>
              <th>The Loft</th>
              <td>40</td>
              <td>60</td>
              <td>50</td>
              <td>24</td>
              <td>75 m²</td>
            </tr>
            <tr>
              <th>The Orchard (with marquee)</th>
              <td>220</td>
              <td>350</td>
              <td>250</td>
              <td>–</td>
              <td>2,400 m²</td>
            </tr>
            <tr>
              <th>The Miller’s Room</th>
              <td>12</td>
              <td>–</td>
              <td>–</td>
              <td>12</td>
              <td>28 m²</td>
            </tr>
          </tbody>
        </table>
        <Cards>
          <Card href="/demo/venue/weir-hall" title="Weir Hall" picture={<HallPicture />}>
            The old grain hall: oak beams, nine metres to the ridge, doors onto the weir.
          </Card>
          <Card href="/demo/venue/glasshouse" title="The Glasshouse" picture={<GlasshousePicture />}>
            Iron and glass from 1886 among the vines, heated in winter, shaded in summer.
          </Card>
          <Card href="/demo/venue/loft" title="The Loft" picture={<LoftPicture />}>
            Under the roof above the millstones: for meetings, small weddings and long suppers.
          </Card>
          <Card href="/demo/venue/orchard" title="The Orchard" picture={<OrchardPicture />}>
            Sixty apple trees, a lawn for a marquee and a fire pit. From May to September.
          </Card>
        </Cards>
        <h2>Which space suits how many guests?</h2>
        <p>
          For up to 12 guests take the Miller’s Room, for up to 40 the Loft, for up to 90 the Glasshouse and for more
          Weir Hall. With dancing, count ten guests fewer in the Loft and twenty fewer in the Glasshouse, because the
          dance floor takes the place of two tables.
        </p>
      </>
    ),
  },
  {
    path: "venue/weir-hall",
    title: "Weir Hall",
    description: "Our largest room: 180 guests for dinner under oak beams, with doors onto the weir.",
    language,
    updated: "2026-08-18",
    body: (
      <>
        <h1>Weir Hall</h1>
        <Figure>
          <HallPicture />
        </Figure>
        <Lead>
          The grain hall of 1794, with oak beams nine metres high and four double doors that open onto the terrace above
          the weir.
        </Lead>
        <Facts
          rows={[
            ["Seated dinner", "180 guests at round tables of ten"],
            ["Standing reception", "240 guests"],
            ["Theatre rows", "200 seats"],
            ["Dance floor", "8 × 6 m, oak, always included"],
            ["Stage", "6 × 3 m, 60 cm high, in two parts"],
            ["Sound and light", "16-channel desk, four radio microphones, hearing loop, projector with a 5 m screen"],
            ["Heating", "Underfloor, from the mill’s own turbine"],
            ["Licence", "Civil ceremonies, alcohol and live music until 23:45"],
          ]}
        />
        <h2>What is included</h2>
        <p>
          The hire of Weir Hall includes tables, chairs, white linen, crockery and glasses for 180, the bridal room on
          the first floor, the terrace, a duty manager from start to end and cleaning afterwards. Candles are welcome in
          glasses; confetti must be dried petals and is thrown outside only. Hanging decorations may weigh up to 15 kg a
          beam, and we hang them for you.
        </p>
        <h2>Setting up</h2>
        <p>
          Suppliers may come from 9:00 on the day. If the hall is free the day before, you can set up from 14:00 for
          £240. Everything must be gone by 10:00 on the next morning.
        </p>
      </>
    ),
  },
  {
    path: "venue/glasshouse",
    title: "The Glasshouse",
    description: "Iron and glass among the vines, for 90 guests at dinner or 120 standing.",
    language,
    updated: "2026-08-18",
    body: (
      <>
        <h1>The Glasshouse</h1>
        <Figure>
          <GlasshousePicture />
        </Figure>
        <Lead>Built in 1886 for the miller’s vines, which still grow there; the grapes are ripe in September.</Lead>
        <Facts
          rows={[
            ["Seated dinner", "90 guests, 70 with a dance floor"],
            ["Standing reception", "120 guests"],
            ["Theatre rows", "100 seats"],
            ["Climate", "Heated to 20 °C in winter; shades and roof vents in summer"],
            [
              "Sound and light",
              "Two radio microphones, four speakers, festoon lights; no projector, for it is too bright",
            ],
            ["Licence", "Civil ceremonies; amplified music until 22:30 because of the neighbours"],
          ]}
        />
        <h2>When it rains</h2>
        <p>
          Rain on the glass is loud for a minute and lovely afterwards. Speeches work with the microphones, which are
          included. A covered walk leads from the car park to the door, so nobody gets wet.
        </p>
        <h2>Plants and flowers</h2>
        <p>
          The vines, two fig trees and the lemon trees stay where they are. You may bring flowers and hang lights along
          the iron ribs, but nothing may be taped or pinned to the glass.
        </p>
      </>
    ),
  },
  {
    path: "venue/loft",
    title: "The Loft",
    description: "A warm room under the mill’s roof for meetings of 24, suppers of 40 or parties of 60.",
    language,
    updated: "2026-07-02",
    body: (
      <>
        <h1>The Loft</h1>
        <Figure>
          <LoftPicture />
        </Figure>
        <Lead>Under the roof above the millstones, with a long table, a wood stove and the sound of the water.</Lead>
        <Facts
          rows={[
            ["Seated dinner", "40 guests at one long table or at four round ones"],
            ["Standing reception", "60 guests"],
            ["Boardroom", "24 people"],
            ["Screen", "85-inch screen with wireless sharing and a camera for calls"],
            ["Internet", "300 Mbit/s, with a network of its own"],
            ["Lift", "For 8 people, door 90 cm wide"],
            ["Kitchenette", "Coffee machine, fridge, filtered water"],
          ]}
        />
        <p>
          The Loft is hired by the day or the half day (9:00–13:00 or 14:00–18:00). Music may play until 23:00. It is
          not licensed for civil ceremonies, but couples often hold their wedding breakfast here after marrying in the
          Glasshouse.
        </p>
      </>
    ),
  },
  {
    path: "venue/orchard",
    title: "The Orchard",
    description: "Sixty apple trees, a lawn for a marquee and a fire pit, from May to September.",
    language,
    updated: "2026-07-02",
    body: (
      <>
        <h1>The Orchard</h1>
        <Figure>
          <OrchardPicture />
        </Figure>
        <Lead>The lawn between the river and sixty apple trees, open for events from 1 May to 30 September.</Lead>
        <Facts
          rows={[
            ["With a marquee", "220 guests for dinner, 350 standing"],
            ["Without a marquee", "400 guests"],
            ["Power", "Two 32 A three-phase supplies and twelve 13 A sockets"],
            ["Water and toilets", "A drinking-water tap, and a pavilion with six toilets, one of them accessible"],
            ["Music", "Unamplified only after 21:00"],
            ["Camping", "Up to 20 tents on the lower meadow for wedding guests, £12 a tent and night"],
          ]}
        />
        <h2>Bad weather</h2>
        <p>
          Until 12:00 on the day before you can move into Weir Hall if it is free, for the difference in price. Our
          marquee has a floor and side walls and stands in winds of up to 70 km/h; above that we have to close it for
          everyone’s safety and will find another room.
        </p>
        <h2>Your own caterer</h2>
        <p>
          The Orchard is the only space where you may bring a caterer of your own. The fee for power, water and waste is
          £650, and the caterer must show a hygiene rating of five and insurance for £5 million.
        </p>
      </>
    ),
  },
  {
    path: "venue/hire-prices",
    title: "Hire prices",
    description: "What each space costs by day and season, what is included, and how to pay.",
    language,
    updated: "2026-10-01",
    body: (
      <>
        <h1>Hire prices</h1>
        <Lead>
          All prices are for one day from 9:00 to midnight and include VAT. They hold for events until the end of 2027.
        </Lead>
        <h2>April to October</h2>
        <Prices
          head={["Space", "Monday–Thursday", "Friday or Sunday", "Saturday"]}
          rows={[
            ["Weir Hall", "£1,450", "£2,100", "£3,200"],
            ["The Glasshouse", "£850", "£1,250", "£1,900"],
            ["The Loft", "£380", "£480", "£620"],
            ["The Orchard (May–September)", "£1,200", "£1,600", "£2,300"],
          ]}
        />
        <h2>November to March</h2>
        <Prices
          head={["Space", "Monday–Thursday", "Friday or Sunday", "Saturday"]}
          rows={[
            ["Weir Hall", "£1,100", "£1,600", "£2,400"],
            ["The Glasshouse", "£650", "£950", "£1,450"],
            ["The Loft", "£380", "£480", "£620"],
          ]}
        />
        <h2>Extras</h2>
        <Prices
          head={["Extra", "Price"]}
          rows={[
            ["Half a day in the Loft", "£220"],
            ["Marquee in the Orchard, with floor and lights", "from £2,900"],
            ["Setting up the day before", "£240"],
            ["Extra hour after midnight (Weir Hall only, until 1:00)", "£310"],
            ["The Miller’s Room for private dining", "free with a minimum spend of £480"],
          ]}
        />
        <h2>Deposit and payment</h2>
        <p>
          A deposit of 25 % keeps your date. The rest is due 28 days before the event. We take bank transfers and cards;
          we don’t take cash for more than £500. If you hold a date without a deposit, we keep it for 10 days.
        </p>
        <p>
          Charities registered in the county pay 20 % less from Monday to Thursday. What happens when you have to cancel
          is written in our <a href="/demo/terms">terms</a>.
        </p>
      </>
    ),
  },
  {
    path: "venue/weddings",
    title: "Weddings",
    description: "One wedding a day: ceremonies, packages, times and what couples ask.",
    language,
    updated: "2026-09-30",
    body: (
      <>
        <h1>Weddings</h1>
        <Lead>
          We hold one wedding a day and at most sixty a year, so that the mill is yours and we remember your names.
        </Lead>
        <h2>Ceremonies</h2>
        <p>
          Weir Hall and the Glasshouse are licensed for civil weddings and partnerships. You book the registrar yourself
          with the county register office; we suggest 13:00, or 14:30 in summer. Blessings and humanist ceremonies can
          be held anywhere, also under the trees.
        </p>
        <h2>Packages</h2>
        <Prices
          head={["Package", "Guests", "Price", "Each further guest"]}
          rows={[
            ["Garland: Monday–Thursday, Glasshouse", "50", "£6,900", "£92"],
            ["Millwheel: Friday or Sunday, Weir Hall", "80", "£10,400", "£98"],
            ["Harvest: Saturday, Weir Hall and Glasshouse", "100", "£15,200", "£108"],
          ]}
        />
        <p>
          Every package includes the hire, a three-course meal with half a bottle of wine for each guest, a glass of
          sparkling wine for the toast, evening food, table linen, a wedding coordinator and the bridal room from 9:00.
          Children under 3 eat free; children from 3 to 12 pay £38.
        </p>
        <h2>The day</h2>
        <ul>
          <li>The bridal room opens at 9:00 and has mirrors, a steamer and breakfast for six.</li>
          <li>The bar closes at 23:30, music stops at 23:45, and carriages are at midnight.</li>
          <li>You may bring your own wine: corkage is £15 a bottle, £20 for sparkling wine.</li>
          <li>Dogs may come to the ceremony and the photographs, but not to the dinner.</li>
        </ul>
        <h2>Sleeping nearby</h2>
        <p>
          The mill has no bedrooms. The Heron Inn (14 rooms) is five minutes away on foot, and two dozen bed and
          breakfasts are within three miles; we send you the list. Up to 20 tents may stand in the lower meadow.
        </p>
      </>
    ),
  },
  {
    path: "venue/meetings",
    title: "Meetings and conferences",
    description: "Day delegate rates, rooms for 10 to 200 people, screens, internet and lunch.",
    language,
    updated: "2026-06-11",
    body: (
      <>
        <h1>Meetings and conferences</h1>
        <Lead>
          A quiet place to think, twelve minutes on foot from the station and with a lunch worth leaving the screen for.
        </Lead>
        <Prices
          head={["Rate", "For each person", "Includes"]}
          rows={[
            ["Full day, 8:30–17:00", "£49", "Room, screen, two coffee breaks, two-course lunch, fruit and water"],
            ["Half day, 8:30–12:30 or 13:00–17:00", "£34", "Room, screen, one coffee break, soup and sandwiches"],
            ["Evening session, 18:00–21:00", "£38", "Room, screen, a drink on arrival and a supper bowl"],
          ]}
        />
        <p>
          The rates hold for at least 10 people, from Monday to Thursday. Groups of up to 24 meet in the Loft, up to 100
          in the Glasshouse and up to 200 in Weir Hall.
        </p>
        <h2>Technology</h2>
        <p>
          Every room has fast internet (300 Mbit/s), flip charts, pens and adapters for every laptop we have met so far.
          Weir Hall has a projector with a five-metre screen; the Loft has an 85-inch screen and a camera for hybrid
          meetings. A technician costs £45 an hour and is only needed for recordings.
        </p>
        <h2>Cancelling a meeting</h2>
        <p>
          Meetings on a day rate can be cancelled free of charge until 14 days before; after that half of the booked
          amount is due, and the full amount from 3 days before. You may change the number of people until 3 working
          days before.
        </p>
      </>
    ),
  },
  {
    path: "venue/catering",
    title: "Catering for events",
    description: "Menus for events with prices for each person, tastings, drinks and children’s food.",
    language,
    updated: "2026-09-21",
    body: (
      <>
        <h1>Catering for events</h1>
        <Lead>
          The kitchen of The Sluice cooks for every event in the house, with flour from our stones and vegetables from
          farms within twenty miles.
        </Lead>
        <Prices
          head={["Menu", "For each person", "What it is"]}
          rows={[
            ["Canapés", "£16", "Five pieces, for instance smoked trout on rye and beetroot tartlets"],
            ["Mill buffet", "£42", "Four salads, two hot dishes, bread, cheese and fruit"],
            ["Sharing feast", "£58", "Platters in the middle of the table, three courses"],
            ["Plated dinner", "£64", "Three courses, two choices for each course"],
            ["Late supper", "£14", "Toasted sandwiches, mac and cheese or flatbreads, served from 21:00"],
            ["Children (3–12)", "£18", "Two courses they know, or a small portion of the main menu"],
          ]}
        />
        <p>
          We cook for at least 20 people. At least a third of every menu is vegetarian; vegan, halal and gluten-free
          dishes are made to order without a surcharge if we know 10 days before. Kosher meals come sealed from a
          caterer in the city and cost £12 more a person.
        </p>
        <h2>Tasting</h2>
        <p>
          After you have booked, two of you are invited to a tasting of the menu of your choice; further people pay £30.
          Tastings are on Tuesdays at 18:00.
        </p>
        <h2>Drinks at events</h2>
        <p>
          Pay by consumption, or take a package: four hours of house wine, beer and soft drinks cost £32 for each guest,
          soft drinks alone £14. Final numbers are due 10 days before the event.
        </p>
      </>
    ),
  },
];
