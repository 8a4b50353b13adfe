import { germanPages } from "./german";
import type { DemoPage } from "./page";
import { restaurantPages } from "./restaurant";
import { shopPages } from "./shop";
import { spanishPages } from "./spanish";
import { storyPages } from "./stories";
import { venuePages } from "./venue";
import { visitPages } from "./visit";

/** Every page of the demo customer's website. */
export const demoPages: readonly DemoPage[] = [
  ...venuePages,
  ...restaurantPages,
  ...shopPages,
  ...visitPages,
  ...storyPages,
  ...spanishPages,
  ...germanPages,
];

export const demoHref = (path: string) => (path ? `/demo/${path}` : "/demo");
