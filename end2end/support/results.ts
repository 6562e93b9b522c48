/** Where a project of `playwright.config.ts` keeps what its tests leave. Emptied whenever it is run. */
export function resultsOf(project: string): string {
  return `output/results/${project}`;
}
