/** What JSX makes: an element to be, or text. Components are plain functions, called at once. */
export type Child = VNode | string | number | boolean | null | undefined | Child[];

export type VNode = { tag: string; props: Props; key: unknown };

type Props = Record<string, unknown> & { children?: Child; ref?: (element: Element) => void };

type Handler<Event, Target> = (event: Event & { currentTarget: Target }) => void;

type Attributes<Target> = {
  key?: string;
  /** Called once, when the element is made. */
  ref?: (element: Target) => void;
  children?: Child;
  onclick?: Handler<MouseEvent, Target>;
  onkeydown?: Handler<KeyboardEvent, Target>;
  oninput?: Handler<InputEvent, Target>;
  onchange?: Handler<Event, Target>;
  onsubmit?: Handler<SubmitEvent, Target>;
  onscroll?: Handler<Event, Target>;
  [attribute: string]: unknown;
};

export declare namespace JSX {
  type Element = Child;
  type ElementChildrenAttribute = { children: unknown };
  type IntrinsicAttributes = { key?: string };
  type IntrinsicElements = { [Tag in keyof HTMLElementTagNameMap]: Attributes<HTMLElementTagNameMap[Tag]> } & {
    svg: Attributes<SVGSVGElement>;
    path: Attributes<SVGPathElement>;
  };
}

export function jsx(type: string | ((props: Props) => Child), props: Props, key?: unknown): Child {
  return typeof type === "string" ? { tag: type, props, key } : type(props);
}

export const jsxs = jsx;

export const Fragment = ({ children }: Props): Child => children;
