/** URL of this classic script; `currentScript` is set only while it first runs. */
export const scriptUrl =
  typeof document === 'undefined'
    ? undefined
    : /** @type {HTMLScriptElement} */ (document.currentScript)?.src
