import "server-only";
import { operation } from "@/lib/platform/operation";
import { ClientList, ListClients } from "./schema";
import { listClients } from "./service";

export const segmentOperations = [
  operation({
    name: "list_clients",
    description:
      "Visitors who said who they are, by how they use the chat, their language and plan, and how to reach them.",
    http: { method: "GET", path: "/clients" },
    callers: ["member", "api_key"],
    risk: "read",
    input: ListClients,
    output: ClientList,
    run: (ctx, input) => listClients(ctx, input),
  }),
];
