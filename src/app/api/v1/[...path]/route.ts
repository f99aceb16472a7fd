import { handleApiInNext } from "#app/transport/next/api-route.ts";

export {
  handleApiInNext as DELETE,
  handleApiInNext as GET,
  handleApiInNext as HEAD,
  handleApiInNext as OPTIONS,
  handleApiInNext as PATCH,
  handleApiInNext as POST,
  handleApiInNext as PUT,
};
