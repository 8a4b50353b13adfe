import { main } from "./options";
import { start } from "./start";

await main(() => start("start"));
process.exit();
