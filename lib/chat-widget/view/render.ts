import type { Child, VNode } from "./jsx-runtime";

const SVG = "http://www.w3.org/2000/svg";

/** What each element was last drawn from. */
const drawn = new WeakMap<Node, VNode>();

/** Makes a node's children what `children` says, keeping every element whose tag and key are the same. */
export function render(children: Child, parent: Element): void {
  const wanted = flatten(children);
  const pool = [...parent.childNodes] as (ChildNode | undefined)[];
  const nodes = wanted.map((child) => {
    const index = pool.findIndex((node) => node && fits(node, child));
    const found = pool[index];
    if (found) pool[index] = undefined;
    return found ?? create(child, parent);
  });
  // Before anything moves: a node that is moved loses focus and scroll position.
  for (const node of pool) node?.remove();
  nodes.forEach((node, i) => {
    if (parent.childNodes[i] !== node) parent.insertBefore(node, parent.childNodes[i] ?? null);
    patch(node, wanted[i] ?? "");
  });
}

function flatten(child: Child): (VNode | string)[] {
  if (Array.isArray(child)) return child.flatMap(flatten);
  if (child === null || child === undefined || typeof child === "boolean") return [];
  return [typeof child === "number" ? String(child) : child];
}

function fits(node: ChildNode, child: VNode | string): boolean {
  const before = drawn.get(node);
  if (typeof child === "string") return !before;
  return before?.tag === child.tag && before.key === child.key;
}

function create(child: VNode | string, parent: Element): ChildNode {
  if (typeof child === "string") return document.createTextNode(child);
  const isSvg = child.tag === "svg" || parent.namespaceURI === SVG;
  return isSvg ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
}

function patch(node: ChildNode, child: VNode | string): void {
  if (typeof child === "string") {
    if (node.nodeValue !== child) node.nodeValue = child;
    return;
  }
  const before = drawn.get(node);
  if (before === child || !(node instanceof Element)) return;
  drawn.set(node, child);
  render(child.props.children, node);
  for (const name in { ...before?.props, ...child.props }) set(node, name, child.props[name], before?.props[name]);
  if (!before) child.props.ref?.(node);
}

function set(element: Element, name: string, value: unknown, before: unknown): void {
  if (name === "children" || name === "ref") return;
  if (name === "value" || name.startsWith("on")) {
    if (Reflect.get(element, name) !== value) Reflect.set(element, name, value);
  } else if (value !== before) {
    const text = attributeOf(name, value);
    if (text === undefined) element.removeAttribute(name);
    else element.setAttribute(name, text);
  }
}

/** An attribute's text; undefined when it is not to be there. ARIA's true and false are words. */
function attributeOf(name: string, value: unknown): string | undefined {
  if (typeof value === "boolean" && !name.startsWith("aria-")) return value ? "" : undefined;
  return value === undefined || value === null ? undefined : String(value);
}
