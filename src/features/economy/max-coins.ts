/** More coins than this no account has. */
export const MAX_COINS = 999_999_999_999_999;
