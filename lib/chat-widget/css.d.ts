/** The build minifies a style sheet and gives it as text. */
declare module "*.css" {
  const text: string;
  export default text;
}
