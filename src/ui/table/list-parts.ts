/** A list as it was asked for: one page of it, or what there is of a log. */
export interface ListQuery<Row> {
  data: { items: readonly Row[]; total?: number } | undefined;
  error: unknown;
  isFetching: boolean;
  refetch(): unknown;
}

/** What a `DataTable` is told by its question to the server: the rows, how many match, why there are none, the way to ask again. */
export function listParts<Row>({ data, error, isFetching, refetch }: ListQuery<Row>) {
  return {
    rows: data?.items,
    ...(data?.total !== undefined && { total: data.total }),
    error: error ?? undefined,
    onRetry: () => void refetch(),
    refetching: isFetching,
  };
}
