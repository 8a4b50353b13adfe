import { z } from "zod";
import {
  AttachmentId,
  AttachmentIds,
  LinkedAttachment,
  MAX_ATTACHMENT_BYTES,
  Upload,
} from "@/lib/conversations/attachments/schema";
import { attach, detach, linkAttachments } from "@/lib/conversations/attachments/service";
import { attachingVisitor, visitor } from "@/lib/conversations/visitor";
import { crossOrigin, preflight } from "@/lib/platform/http/cors";
import { bytesOf } from "@/lib/platform/http/respond";
import { route } from "@/lib/platform/http/route";

export const maxDuration = 30;

export const GET = crossOrigin(
  route({
    auth: visitor,
    query: AttachmentIds,
    output: z.object({ attachments: z.array(LinkedAttachment) }),
    handle: ({ ctx, query }) => linkAttachments(ctx, query.ids),
  }),
);

export const POST = crossOrigin(
  route({
    auth: attachingVisitor,
    query: Upload,
    output: LinkedAttachment,
    status: 201,
    handle: async ({ ctx, query, request }) => attach(ctx, query, await bytesOf(request, MAX_ATTACHMENT_BYTES)),
  }),
);

export const DELETE = crossOrigin(
  route({
    auth: visitor,
    query: AttachmentId,
    output: z.object({}),
    handle: async ({ ctx, query }) => {
      await detach(ctx, query.id);
      return {};
    },
  }),
);

export const OPTIONS = preflight;
