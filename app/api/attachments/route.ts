import { z } from "zod";
import { authenticate } from "@/lib/accounts/auth";
import { fileResponse } from "@/lib/conversations/attachments/respond";
import { Attachment, AttachmentId, MAX_ATTACHMENT_BYTES, Upload } from "@/lib/conversations/attachments/schema";
import { attachAsMember, detach, openAttachment } from "@/lib/conversations/attachments/service";
import { bytesOf } from "@/lib/platform/http/respond";
import { route, stream } from "@/lib/platform/http/route";

export const maxDuration = 30;

/** The file itself, for members in the dashboard and for programs. */
export const GET = stream({
  auth: authenticate,
  query: AttachmentId,
  handle: async ({ ctx, query, request }) => fileResponse(await openAttachment(ctx, query.id), request),
});

export const POST = route({
  auth: authenticate,
  query: Upload,
  output: Attachment,
  status: 201,
  handle: async ({ ctx, query, request }) => attachAsMember(ctx, query, await bytesOf(request, MAX_ATTACHMENT_BYTES)),
});

/** Takes back what was not sent yet. */
export const DELETE = route({
  auth: authenticate,
  query: AttachmentId,
  output: z.object({}),
  handle: async ({ ctx, query }) => {
    await detach(ctx, query.id);
    return {};
  },
});
