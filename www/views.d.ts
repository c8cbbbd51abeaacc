// The views of the core as the shell's modules see them; in dist/ the same types are views.d.ts.
export type * from '../src/view/view.d.ts'
