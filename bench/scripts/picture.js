const WIDTH = 760;
const LEFT = 20;
const RIGHT = 90;
const BAR = 16;
const GROUP = 74;
const COLOURS = { script: '#b08a5a', graph: '#2f6f9f' };
const NAMES = { script: 'script', graph: 'gateway' };

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const label = (value) => `${value < 10 ? value.toFixed(2) : value.toFixed(1)} s`;

/** Bars on a scale of powers of ten: what takes a hundredth is still to be seen. */
function scaleOf(rows) {
  const all = rows.flatMap(({ script, graph }) => [script.seconds, graph.seconds]);
  const low = 10 ** Math.floor(Math.log10(Math.min(...all)));
  const decades = Math.log10(10 ** Math.ceil(Math.log10(Math.max(...all))) / low);
  const width = (value) => (Math.log10(value / low) / decades) * (WIDTH - LEFT - RIGHT);
  const ticks = Array.from({ length: decades + 1 }, (_, power) => low * 10 ** power);
  return { width, ticks };
}

function drawGroup({ title, ...ways }, top, width) {
  const bars = Object.keys(COLOURS).map((way, index) => {
    const y = top + 8 + index * (BAR + 4);
    const length = Math.max(2, width(ways[way].seconds));
    const { seconds, requests } = ways[way];
    return `  <rect x="${LEFT}" y="${y}" width="${length.toFixed(1)}" height="${BAR}" rx="2" fill="${COLOURS[way]}"/>
  <text x="${(LEFT + length + 6).toFixed(1)}" y="${y + 12.5}">${label(seconds)}, ${requests} request${requests === 1 ? '' : 's'}</text>`;
  });
  return [`  <text x="${LEFT}" y="${top}" font-weight="600">${escape(title)}</text>`, ...bars].join('\n');
}

/** An SVG: for each question a bar of the script's seconds and one of the gateway's. */
export function drawBars(rows) {
  const { width, ticks } = scaleOf(rows);
  const head = 84;
  const height = head + rows.length * GROUP + 8;
  const grid = ticks.map((tick) => {
    const x = (LEFT + width(tick)).toFixed(1);
    return `  <path d="M${x} ${head - 26}V${height - 12}" stroke="#ddd"/>
  <text x="${x}" y="${head - 32}" text-anchor="middle" fill="#666">${tick} s</text>`;
  });
  const legend = Object.keys(COLOURS).map(
    (way, index) => `  <rect x="${LEFT + index * 110}" y="8" width="12" height="12" fill="${COLOURS[way]}"/>
  <text x="${LEFT + index * 110 + 18}" y="18.5">${NAMES[way]}</text>`,
  );
  const groups = rows.map((row, index) => drawGroup(row, head + index * GROUP, width));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH + 40}" height="${height}" viewBox="0 0 ${WIDTH + 40} ${height}" font-family="system-ui, sans-serif" font-size="13">
  <title>Seconds for six questions, by a script and by the gateway; logarithmic</title>
  <rect width="100%" height="100%" fill="#fff"/>
${[...grid, ...legend, ...groups].join('\n')}
</svg>
`;
}
