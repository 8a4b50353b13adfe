import { connection } from "next/server";
import { demoSiteKey } from "@/lib/accounts/demo";

/** The script tag that any customer pastes. Absent while no demo customer exists. */
export async function DemoWidget() {
  await connection(); // The key belongs to the running installation, not to the build.
  const siteKey = demoSiteKey();
  return siteKey ? <script src="/widget.js" data-site={siteKey} async /> : null;
}
