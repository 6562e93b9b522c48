/** Prints what was measured, for whoever reads the test's output. */
export function printTable(title: string, head: string[], rows: string[][]): void {
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map(row => (row[column] ?? '').length)));
  const line = (row: string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd();
  console.log([`\n${title}`, line(head), widths.map(width => '─'.repeat(width)).join('  '), ...rows.map(line), ''].join('\n'));
}
