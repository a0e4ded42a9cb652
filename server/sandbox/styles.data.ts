/** The stylesheet of every sandbox page. Wallet colours come as classes, because inline styles are refused. */
export const STYLES = `
*,*::before,*::after{box-sizing:border-box}
:root{--paper:#FBFAF7;--surface:#fff;--ink:#1C1F26;--muted:#5B6270;--line:#E4E1DA;--green:#1F7A4D;--red:#C23A1F;--amber:#8A5800;--from:#2B3A8C;--to:#4556B8;--brand:#2B3A8C}
.w-ALIPAY_CN{--from:#0B57C4;--to:#1677FF;--brand:#0B57C4}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:#E9E7E1;color:var(--ink);font:16px/1.75 system-ui,-apple-system,"Hiragino Sans","Noto Sans JP","Yu Gothic UI",sans-serif}
.phone{max-width:430px;min-height:100dvh;margin:0 auto;background:var(--paper);display:flex;flex-direction:column}
.wide{max-width:880px}
.mark{position:sticky;top:0;z-index:3;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:8px;padding:0 16px;min-height:44px;background:repeating-linear-gradient(135deg,#FFE9A8 0 14px,#FFF3CF 14px 28px);color:#5A3E00;font-size:13px;font-weight:700;letter-spacing:.02em}
.mark a{color:#5A3E00;min-height:44px;display:inline-flex;align-items:center;padding:0 8px;white-space:nowrap}
.mark nav{display:flex;margin:0 -8px}
main{padding:16px;display:flex;flex-direction:column;gap:16px;flex:1}
.stack{display:flex;flex-direction:column;gap:16px}
h1{font-size:20px;line-height:1.5;margin:0}
h2{font-size:14px;line-height:1.5;margin:0;color:var(--muted);font-weight:600}
p{margin:0}
a{color:var(--brand)}
.num{font-variant-numeric:tabular-nums}
.small{font-size:13px;color:var(--muted);line-height:1.6}
.tabs{display:grid;grid-template-columns:1fr 1fr;gap:8px}
.tab{display:flex;align-items:center;gap:10px;min-height:56px;padding:8px 12px;border-radius:14px;border:2px solid var(--line);background:var(--surface);text-decoration:none;color:var(--ink);font-weight:600;line-height:1.3}
.tab[aria-current]{border-color:var(--brand)}
.tab small{display:block;font-weight:400;color:var(--muted);font-size:12px}
.logo{flex:none;width:34px;height:34px;border-radius:10px;display:grid;place-items:center;color:#fff;font-weight:700;background:linear-gradient(135deg,var(--from),var(--to))}
.card{background:var(--surface);border:1px solid var(--line);border-radius:16px;padding:16px}
.hero{position:relative;overflow:hidden;border:0;color:#fff;background:linear-gradient(140deg,var(--from),var(--to));box-shadow:0 10px 24px -12px var(--from);display:flex;flex-direction:column;gap:14px}
.hero::after{content:"";position:absolute;right:-60px;top:-70px;width:200px;height:200px;border-radius:50%;background:rgba(255,255,255,.09)}
.hero .balance{font-size:30px;font-weight:700;line-height:1.2}
.hero .small{color:rgba(255,255,255,.88)}
.hero .row{color:#fff}
.scan{position:relative;z-index:1;display:flex;align-items:center;justify-content:center;gap:12px;min-height:64px;border:0;border-radius:14px;background:#fff;color:var(--brand);font-weight:700;font-size:19px;line-height:1.3;cursor:pointer;width:100%}
.scan svg{width:30px;height:30px}
.scan input,.file input{position:absolute;inset:0;opacity:0;cursor:pointer;width:100%;height:100%;font-size:0}
.scan:focus-within,.file:focus-within,button:focus-visible,a:focus-visible,input:focus-visible,select:focus-visible,summary:focus-visible{outline:3px solid #F2B33D;outline-offset:2px}
.file{position:relative;display:flex;align-items:center;gap:12px;min-height:52px}
.file svg,.field svg{width:24px;height:24px;color:var(--brand);flex:none}
label.block{display:block;font-weight:600;font-size:14px}
input[type=text],input[type=email],input[type=date],select{width:100%;min-height:48px;border:1px solid #B9B4A8;border-radius:12px;background:#fff;font:inherit;padding:8px 12px;color:var(--ink)}
.line{display:flex;gap:8px;margin-top:6px}
.line input{flex:1;min-width:0}
button{font-family:inherit}
.primary{min-height:52px;width:100%;border:0;border-radius:14px;background:var(--brand);color:#fff;font-weight:700;font-size:18px;cursor:pointer}
.line .primary{width:auto;min-height:48px;padding:0 18px;font-size:16px}
.quiet{min-height:48px;width:100%;border:0;background:none;color:var(--muted);font-size:16px;cursor:pointer;text-decoration:underline}
.row{display:flex;justify-content:space-between;gap:16px;align-items:baseline;padding:8px 0}
.row+.row{border-top:1px solid var(--line)}
.row dt,.row .k{color:var(--muted);font-size:14px;flex:none}
.row dd{margin:0;text-align:right;overflow-wrap:anywhere}
dl{margin:0}
.shop{font-size:22px;font-weight:700;line-height:1.4;overflow-wrap:anywhere}
.yen{font-size:46px;font-weight:700;line-height:1.15;letter-spacing:-.01em}
.center{text-align:center}
.amount{font-size:40px!important;font-weight:700;text-align:right;min-height:76px!important;font-variant-numeric:tabular-nums}
.done{border:0;color:#fff;padding:28px 20px;display:flex;flex-direction:column;align-items:center;gap:6px;text-align:center;background:var(--green)}
.done.pending{background:#5B6270}.done.failed,.done.expired{background:var(--red)}.done.cancelled{background:#5B6270}
.done svg{width:64px;height:64px}
.done .shop{color:#fff}
.last{font-size:28px;font-weight:700;letter-spacing:.12em}
details summary{min-height:44px;display:flex;align-items:center;justify-content:space-between;list-style:none;cursor:pointer;font-weight:600;font-size:14px;color:var(--amber)}
details summary::after{content:"▾"}details[open] summary::after{content:"▴"}details summary::-webkit-details-marker{display:none}
.list{list-style:none;margin:0;padding:0}
.list li+li{border-top:1px solid var(--line)}
.list a{display:flex;justify-content:space-between;gap:12px;align-items:center;min-height:60px;padding:8px 0;color:inherit;text-decoration:none}
.list a>span:first-child{min-width:0}
.list strong,.list .small{overflow-wrap:anywhere}
.list strong{display:block;line-height:1.4}
.list .right{text-align:right;flex:none}
.pill{display:inline-block;border-radius:99px;padding:0 10px;font-size:12px;font-weight:700;border:1px solid currentColor;line-height:1.8}
.pill.succeeded{color:var(--green)}.pill.failed,.pill.expired{color:var(--red)}.pill.pending{color:var(--amber)}.pill.cancelled{color:var(--muted)}
.problem{border-color:var(--red);border-left-width:6px}
.problem h1{color:var(--red)}
.camera[hidden]{display:none}
.camera{position:fixed;inset:0;z-index:9;background:#000;display:flex;flex-direction:column}
.camera video{flex:1;width:100%;min-height:0;object-fit:cover}
.camera .frame{position:absolute;left:50%;top:42%;width:62vmin;height:62vmin;transform:translate(-50%,-50%);border:4px solid #fff;border-radius:24px;box-shadow:0 0 0 100vmax rgba(0,0,0,.45)}
.camera p{position:absolute;left:0;right:0;bottom:96px;color:#fff;text-align:center}
.camera button{position:absolute;left:16px;right:16px;bottom:24px;width:auto}
pre{white-space:pre-wrap;overflow-wrap:anywhere;font:15px/1.75 ui-monospace,"Noto Sans Mono",monospace;margin:0}
iframe{width:100%;min-height:420px;border:1px solid var(--line);border-radius:12px;background:#fff}
.code{font-size:30px;font-weight:700;letter-spacing:.2em}
`;
