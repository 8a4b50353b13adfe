/** The name by which robots.txt, meta elements and headers can address us. */
export const AGENT = "OmniopsBot";
