/** Where browser and sidecar speak over Socket.IO. */
export const LIVE_PATH = "/socket.io";
