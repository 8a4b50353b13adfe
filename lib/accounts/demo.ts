import "server-only";
import { env } from "@/lib/platform/env";

/** The site key of the demo customer, where this installation has one. */
export const demoSiteKey = () => env().DEMO_SITE_KEY;
