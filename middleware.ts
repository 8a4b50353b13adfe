import type { NextRequest } from "next/server";
import { gate } from "@/lib/accounts/gate";

export const middleware = (request: NextRequest) =>
  gate(request, { isDevelopment: process.env.NODE_ENV === "development" });

export const config = {
  runtime: "nodejs",
  matcher: ["/dashboard/:path*", "/onboarding/:path*"],
};
