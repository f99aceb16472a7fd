let isLeaving = false;

/** Goes to the sign-in by a full load, so that nothing of the person stays in memory. Once, whoever asks first: a second load would cut off the first. */
export function leaveForSignIn(): void {
  if (isLeaving) return;
  isLeaving = true;
  location.assign("/sign-in");
}
