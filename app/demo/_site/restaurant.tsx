import type { DemoPage } from "./page";
import { TablePicture } from "./pictures";
import { Card, Cards, Dishes, Facts, Figure, Lead, Prices } from "./pieces";

const language = "en";

export const restaurantPages: DemoPage[] = [
  {
    path: "restaurant",
    title: "The Sluice, our restaurant",
    description: "Seasonal cooking in the old sluice house, with a terrace above the water.",
    language,
    updated: "2026-10-12",
    body: (
      <>
        <h1>The Sluice</h1>
        <Figure>
          <TablePicture />
        </Figure>
        <Lead>
          Fifty-six seats in the old sluice house and twenty on the terrace above the water. Nora Whitcombe and her
          kitchen cook a short menu that changes with the first of each month.
        </Lead>
        <Facts
          rows={[
            ["Lunch", "Wednesday to Saturday, 12:00–14:30"],
            ["Dinner", "Wednesday to Saturday, 18:00–21:30"],
            ["Sunday lunch", "12:00–16:00"],
            ["Closed", "Monday and Tuesday"],
            ["Dogs", "Welcome on the terrace and in the bar, not in the dining room"],
            ["High chairs", "Six, and a box of pencils"],
          ]}
        />
        <Cards>
          <Card href="/demo/restaurant/menu" title="The menu">
            What we cook this month, with prices.
          </Card>
          <Card href="/demo/restaurant/drinks" title="Drinks">
            Wines from growers we have visited, cider from next door, and good things without alcohol.
          </Card>
          <Card href="/demo/restaurant/allergies" title="Allergies">
            What is in each dish and what we can change.
          </Card>
        </Cards>
        <h2>Breakfast and coffee</h2>
        <p>
          The counter in the shop serves coffee, cakes and toast from Tuesday to Sunday, 9:00 to 16:30. You need no
          table for that.
        </p>
      </>
    ),
  },
  {
    path: "restaurant/menu",
    title: "Menu for November",
    description: "Starters, mains, puddings and the Sunday lunch, with prices and allergens.",
    language,
    updated: "2026-11-01",
    body: (
      <>
        <h1>Menu for November</h1>
        <Lead>
          The letters after each dish name the allergens listed on our allergy page. (v) vegetarian, (vg) vegan.
        </Lead>
        <h2>To begin</h2>
        <Dishes
          items={[
            ["Mill bread and cultured butter", "Three slices of our sourdough (v) · G, M", "£4.50"],
            ["Squash soup", "Roast crown prince squash, sage, toasted seeds (vg) · Ce", "£8"],
            ["River trout, cured", "Beetroot, horseradish cream, rye crisp · F, M, G", "£11"],
            ["Chicken liver parfait", "Quince, toasted brioche · M, E, G", "£10"],
            ["Leeks in the embers", "Hazelnut, egg yolk, mustard (v) · N, E, Mu", "£9"],
          ]}
        />
        <h2>To follow</h2>
        <Dishes
          items={[
            ["Braised beef cheek", "Mashed potato, kale, red wine · M, Ce, S", "£24"],
            ["Hake", "White beans, mussels, parsley · F, Mo, S", "£26"],
            ["Mushroom and barley pie", "Cheddar crust, pickled walnut (v) · G, M, N", "£19"],
            ["Celeriac steak", "Lentils, salsa verde, roast onion (vg) · Ce, Mu", "£18"],
            ["Venison loin", "Red cabbage, prune, chestnut · N, S", "£29"],
          ]}
        />
        <h2>Puddings</h2>
        <Dishes
          items={[
            ["Apple crumble for one", "Orchard apples, oat crumble, custard (v) · G, M, E", "£8.50"],
            ["Dark chocolate mousse", "Olive oil, sea salt (vg) · So", "£8"],
            ["Cheeses from within forty miles", "Three pieces, oatcakes, chutney (v) · M, G", "£12"],
          ]}
        />
        <h2>Set lunch</h2>
        <p>Wednesday to Friday at lunch: two courses for £22, three courses for £27.</p>
        <h2>Sunday lunch</h2>
        <p>
          Roast sirloin of beef £23, roast chicken £20 or nut roast (v) £18, each with Yorkshire pudding, roast potatoes
          and as many vegetables as you like. Children’s portions cost half.
        </p>
        <h2>Children</h2>
        <p>
          Pasta with tomato (vg), fish fingers with peas, or a small sausage and mash: £8.50 each with a scoop of ice
          cream, for guests under 12.
        </p>
        <p>A discretionary service charge of 10 % is added for tables of seven or more. All of it goes to the staff.</p>
      </>
    ),
  },
  {
    path: "restaurant/drinks",
    title: "Drinks",
    description: "Wine, cider, beer, cocktails and drinks without alcohol, with prices.",
    language,
    updated: "2026-10-12",
    body: (
      <>
        <h1>Drinks</h1>
        <Lead>A short list, mostly from people whose cellars we have stood in.</Lead>
        <Prices
          head={["Drink", "Glass", "Bottle"]}
          rows={[
            ["House white, Bacchus, Kent", "£7", "£32"],
            ["House red, Gamay, Loire", "£7", "£31"],
            ["Rosé, Provence", "£8", "£36"],
            ["Wex Valley sparkling, brut", "£11", "£58"],
            ["Alder Mill cider, dry, 5.8 %", "£4.20", "£12.50"],
            ["Wexcombe pale ale, 4.1 %, half or pint", "£3.20", "£5.90"],
            ["Seedlip and tonic (0 %)", "£6", "–"],
            ["Apple juice from the orchard", "£3.80", "£7.50"],
          ]}
        />
        <p>
          Corkage in the restaurant is £15 on Wednesdays and Thursdays only. Tap water, still or sparkling, is free. We
          serve alcohol to people of 18 and over, and ask for identification from anyone who looks under 25.
        </p>
      </>
    ),
  },
  {
    path: "restaurant/allergies",
    title: "Allergies and diets",
    description: "How we handle allergens, what the letters on the menu mean and what we cannot promise.",
    language,
    updated: "2026-11-01",
    body: (
      <>
        <h1>Allergies and diets</h1>
        <Lead>Tell us when you book and again when you order. The kitchen keeps a recipe card for every dish.</Lead>
        <h2>The letters on the menu</h2>
        <Facts
          rows={[
            ["G", "Gluten: wheat, rye, barley, oats"],
            ["M", "Milk"],
            ["E", "Egg"],
            ["F", "Fish"],
            ["Cr", "Crustaceans"],
            ["Mo", "Molluscs, such as mussels"],
            ["N", "Tree nuts, such as hazelnut and walnut"],
            ["P", "Peanut"],
            ["So", "Soya"],
            ["Se", "Sesame"],
            ["Ce", "Celery"],
            ["Mu", "Mustard"],
            ["S", "Sulphites"],
            ["L", "Lupin"],
          ]}
        />
        <h2>What we can promise</h2>
        <p>
          We cook dishes without dairy, egg, fish or nuts at separate boards and with clean pans. Peanuts and sesame are
          not used in our kitchen at all.
        </p>
        <h2>What we cannot promise</h2>
        <p>
          This is a flour mill: wheat dust is in the air. Dishes marked as made without gluten are not suitable for
          guests with coeliac disease. Please call us before you come, and we will tell you honestly whether we can cook
          for you.
        </p>
        <h2>Vegan, halal and kosher</h2>
        <p>
          There is always a vegan starter, main course and pudding. Our chicken and lamb are halal; beef and venison are
          not. We have no kosher kitchen.
        </p>
      </>
    ),
  },
  {
    path: "restaurant/bookings",
    title: "Book a table",
    description: "How to book, groups, deposits, how long we hold a table, and cancelling.",
    language,
    updated: "2026-10-12",
    body: (
      <>
        <h1>Book a table</h1>
        <Lead>
          Tables can be booked up to 90 days ahead by telephone, 01632 960142, by e-mail to hello@aldermill.example, or
          in the chat on this page.
        </Lead>
        <h2>Groups</h2>
        <p>
          Up to eight people book as usual. For nine to fourteen we ask you to choose from a set menu (three courses,
          £44) three days before. More than fourteen people are an event: write to events@aldermill.example.
        </p>
        <h2>Deposits</h2>
        <p>
          For seven people or more we take a deposit of £10 a person, which comes off your bill. For smaller tables we
          take none.
        </p>
        <h2>Being late, and cancelling</h2>
        <p>
          We hold a table for 15 minutes; call if you need longer. Cancel free of charge until 24 hours before. After
          that the deposit is kept; without a deposit nothing is charged, but we would be glad of a call.
        </p>
        <h2>How long is the table yours?</h2>
        <p>Two hours for up to four people and two and a half hours for more. On Sundays there is no limit.</p>
      </>
    ),
  },
];
