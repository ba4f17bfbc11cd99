-- nvim --headless -u NONE -i NONE -n -S neovim-page.lua, in a folder with page.yaml: does what docs/editors/neovim.md says. PAGE is a
-- file with the snippets of the page that are for this version, `plimsoll` is in the path.
local function out(...) io.stdout:write('  ' .. table.concat(vim.tbl_map(tostring, { ... }), ' ') .. '\n') end
local function fail(message) out('FAIL ', message) vim.cmd('cquit 1') end
local function wait(what, check) if not vim.wait(20000, check, 20) then fail(what .. ': not within 20 s') end end

dofile(vim.env.PAGE)
vim.cmd('filetype on')
vim.cmd('edit page.yaml')
if vim.bo.filetype ~= 'yaml' then vim.cmd('setfiletype yaml') end
local buffer = vim.api.nvim_get_current_buf()
wait('diagnostics', function() return #vim.diagnostic.get(buffer) > 0 end)
out('ok    diagnostics with the snippet of the page')
-- A key that is typed behind letters which take two bytes: the columns of the fix count what the client counts.
vim.api.nvim_buf_set_lines(buffer, 2, 3, false, { 'metadata: {name: a, annotations: {x: "größe"}, resourceVersion: "1"}' })
vim.wait(500)
vim.cmd('silent write')
local text = table.concat(vim.fn.readfile('page.yaml'), '\n')
if text:find('resourceVersion') then fail('not fixed on saving: ' .. text) end
if not text:find('"größe"') then fail('the fix has taken too much: ' .. text) end
out('ok    fixed on saving')
vim.cmd('qall!')
