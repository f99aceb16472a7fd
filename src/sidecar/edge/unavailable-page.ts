/** What a browser shows while web is away: it needs nothing else to be shown, and asks again by itself. */
export function unavailablePage(): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>Gamekeeper is starting</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { min-height: 100vh; margin: 0; display: grid; place-items: center; background: Canvas; color: CanvasText }
main { max-width: 32rem; padding: 2rem }
h1 { font-size: 1.25rem; margin: 0 0 .5rem }
p { margin: 0 0 .5rem; opacity: .8 }
</style>
</head>
<body>
<main>
<h1>Gamekeeper is starting</h1>
<p>The pages are not ready yet. This one tries again every two seconds.</p>
<p>Game servers keep running meanwhile.</p>
</main>
</body>
</html>
`;
}
