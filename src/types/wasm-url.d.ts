/** Vite's address of a file that is built in beside the code. */
declare module '*.wasm?url' {
  const url: string;
  export default url;
}
