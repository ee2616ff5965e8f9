// rundb links by URI, Tailcall groups by id: each link (percent-encoded here) is turned into its id before the
// loader collects them. (No % escape after the last digits may end in a digit alone: / is %2F, "] is %22%5D.)
function linkToId({ request }) {
  const link = request.uri.query.id__in;
  if (link) request.uri.query.id__in = link.match(/(\d+)\D*$/)[1];
  return { request };
}
