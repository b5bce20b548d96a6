/** The bindings are what the contract suites use; the Worker itself answers nothing. */
const worker = { fetch: () => new Response(null, { status: 404 }) };
export default worker;
