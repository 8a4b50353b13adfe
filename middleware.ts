import { type NextRequest, NextResponse } from "next/server";
import { gate } from "@/lib/accounts/gate";
import { refuseMalformedPath } from "@/lib/platform/http/malformed-path";

export const middleware = (request: NextRequest) =>
  request.nextUrl.pathname.startsWith("/api/")
    ? (refuseMalformedPath(request) ?? NextResponse.next())
    : gate(request, { isDevelopment: process.env.NODE_ENV === "development" });

export const config = {
  runtime: "nodejs",
  matcher: ["/dashboard/:path*", "/onboarding/:path*", "/api/:path(.*%.*)"],
};
