import type { Child, VNode } from "./jsx-runtime";

/** What adds to the panel, as it is drawn. */
export type Extend = (panel: Child) => Child;

export const isNode = (child: Child): child is VNode => typeof child === "object" && child !== null && "tag" in child;
export const withChildren = (node: VNode, children: Child): VNode => ({ ...node, props: { ...node.props, children } });

/** The panel with some of its elements changed, by the first name of their class. */
export function extended(child: Child, change: Record<string, (node: VNode) => Child>): Child {
  if (Array.isArray(child)) return child.map((one) => extended(one, change));
  if (!isNode(child)) return child;
  const [name = ""] = String(child.props.class).split(" ");
  if (change[name]) return change[name](child);
  return /^(?:panel|body|scroll|messages)$/.test(name)
    ? withChildren(child, extended(child.props.children, change))
    : child;
}
