<#ftl output_format="HTML">
<#-- The common layout of all mails. A mail template imports this file and nests its content in the macro letter. -->
<#assign colours = {"bad": "#b3261e", "good": "#1b6e3c", "neutral": "#5b5f66"}>
<#assign label = "margin:22px 0 4px;font-size:12px;font-weight:bold;letter-spacing:.06em;text-transform:uppercase;color:#5b5f66">
<#assign mono = "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:13px">
<#macro letter title word headline mood signature>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${title}</title>
<style>
  :root { color-scheme: light dark; }
  @media (prefers-color-scheme: dark) {
    .page { background: #14161a !important; }
    .card { background: #1e2126 !important; color: #e8eaed !important; }
    .soft { color: #a8adb5 !important; }
    .box { background: #14161a !important; color: #e8eaed !important; border-color: #363b43 !important; }
    .link { color: #8ab4f8 !important; }
  }
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#eef0f3">
<div class="page" style="padding:12px;background:#eef0f3">
<div class="card" style="max-width:600px;margin:0 auto;border-radius:10px;overflow:hidden;background:#ffffff;color:#1c1e21;font-family:system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:15px;line-height:1.45">
<div style="padding:16px 18px;background:${colours[mood]};color:#ffffff">
<div style="font-size:12px;font-weight:bold;letter-spacing:.08em">${word}</div>
<div style="margin-top:2px;font-size:20px;line-height:1.25;font-weight:bold;overflow-wrap:anywhere">${headline}</div>
</div>
<div style="padding:16px 18px 20px">
<#nested>
<div class="soft" style="margin-top:24px;font-size:12px;color:#5b5f66;overflow-wrap:anywhere">Dogwatch, ${signature}</div>
</div>
</div>
</div>
</body>
</html>
</#macro>
