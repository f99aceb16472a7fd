import { describe, expect, it } from "vitest";
import { signInProblem } from "./sign-in-problem.ts";

describe("signInProblem", () => {
  it("says nothing where nothing went wrong", () => {
    expect(signInProblem(null, "discord")).toBeNull();
  });

  it("names the provider", () => {
    expect(signInProblem("identity.oauth_cancelled", "github")).toBe("Sign-in by GitHub was cancelled.");
  });

  it.each(["OAuthCallback", "<script>", "internal", "identity.no_such", "Your account is locked, call 555"])(
    "takes no words from the address: %s",
    (error) => {
      expect(signInProblem(error, "discord")).toBe("Sign-in by Discord did not complete. Try again.");
    },
  );

  it("takes no provider's name from the address", () => {
    expect(signInProblem("identity.oauth_failed", "evil")).toBe("Sign-in by the provider did not complete. Try again.");
  });
});
