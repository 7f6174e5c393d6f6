/**
 * What a figure starts from, where it is too much to stand in the page: brings it from its file. Call it before a figure is mounted.
 * @param host a [data-figure]
 * @throws Error when the file cannot be had
 */
export async function bringProps({ dataset }: HTMLElement): Promise<void> {
  const { propsAt } = dataset;
  if (propsAt === undefined || dataset.props !== undefined) return;
  const answer = await fetch(propsAt);
  if (!answer.ok) throw new Error(`${propsAt}: ${answer.status}`);
  dataset.props = await answer.text();
}
