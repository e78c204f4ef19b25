/** The known name that a misspelt one is nearest to, if one is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const [best] = known.map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) })).sort((a, b) => a.far - b.far);
  return best && best.far <= Math.max(1, Math.floor(Math.min(name.length, best.candidate.length) / 3)) ? best.candidate : undefined;
}

/** How many letters have to be added, left out, replaced or exchanged with the next. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let row = 1; row <= a.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1;
      let least = Math.min(rows[row - 1][column] + 1, rows[row][column - 1] + 1, rows[row - 1][column - 1] + same);
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) least = Math.min(least, rows[row - 2][column - 2] + 1);
      rows[row].push(least);
    }
  }
  return rows[a.length][b.length];
}
