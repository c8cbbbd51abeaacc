/** Where this classic script was loaded from; it can be asked only while the script first runs. */
export const scriptUrl = typeof document === 'undefined' ? undefined : document.currentScript?.src
