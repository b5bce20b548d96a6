/** A confusion matrix as SVG: what was shown goes down, what was read goes across. */

const CELL = 22;
const MARGIN = 34;

/**
 * @param counts counts[shown][read]; the last column is "no sign" when there is one column more than labels.
 * @returns SVG text; a row's cells are as dark as the share of its hands.
 */
export function confusionPicture(counts: readonly (readonly number[])[], labels: readonly string[]): string {
  const columns = counts[0]?.length ?? 0;
  const columnNames = Array.from({ length: columns }, (_, column) => labels[column] ?? "none");
  const width = MARGIN + columns * CELL + CELL;
  const height = MARGIN + labels.length * CELL + 8;
  const text = (x: number, y: number, content: string, style = ""): string =>
    `<text x="${x}" y="${y}" text-anchor="middle"${style}>${content}</text>`;
  const middle = (index: number): number => MARGIN + index * CELL + CELL / 2;
  const cells = counts.flatMap((row, shown) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.flatMap((count, read) => (count > 0 ? cell(shown, read, count / total) : []));
  });

  function cell(shown: number, read: number, share: number): string[] {
    const colour = shown === read ? "#1f7a4d" : "#b3402e";
    const [x, y] = [MARGIN + read * CELL, MARGIN + shown * CELL];
    const percent = Math.round(share * 100);
    return [
      `<rect x="${x}" y="${y}" width="${CELL}" height="${CELL}" fill="${colour}" fill-opacity="${Math.sqrt(share).toFixed(2)}"/>`,
      ...(percent > 0
        ? [text(middle(read), middle(shown) + 3, String(percent), share > 0.3 ? ' fill="#fff"' : "")]
        : []),
    ];
  }

  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="9">`,
    "<title>Confusion matrix</title>",
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    text(
      MARGIN + (columns * CELL) / 2,
      11,
      "read as, percent of the hands that showed the letter on the left",
    ),
    ...columnNames.map((name, column) => text(middle(column), MARGIN - 6, name)),
    ...labels.map((label, row) => text(MARGIN - 10, middle(row) + 3, label)),
    ...cells,
    "</svg>",
    "",
  ].join("\n");
}
