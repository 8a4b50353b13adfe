// Dialogs add a style element that stops the page behind them from scrolling; its library takes the nonce from here.
if (typeof document !== "undefined") {
  const nonce = document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce;
  Object.assign(globalThis, { __webpack_nonce__: nonce });
}

export {};
