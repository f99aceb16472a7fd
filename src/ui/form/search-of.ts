/** What a combobox is told of the question that finds its options. */
export function searchOf(question: { isFetching: boolean; isError: boolean; refetch(): unknown }): {
  searching: boolean;
  failed: boolean;
  onRetry(): void;
} {
  return {
    searching: question.isFetching,
    failed: question.isError && !question.isFetching,
    onRetry: () => void question.refetch(),
  };
}
