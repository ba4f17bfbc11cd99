-- nvim --headless -u NONE -i NONE -n -S neovim.lua, in a copy of samples/shop; PLIMSOLL is the bundled command. Written for 0.7 and newer.
local function out(...) io.stdout:write('  ' .. table.concat(vim.tbl_map(tostring, { ... }), ' ') .. '\n') end
local function fail(message) out('FAIL ', message) vim.cmd('cquit 1') end
local function wait(what, check) if not vim.wait(20000, check, 20) then fail(what .. ': not within 20 s') end end

vim.lsp.set_log_level('warn')
vim.cmd('edit web.yaml')
vim.bo.filetype = 'yaml'
local buffer = vim.api.nvim_get_current_buf()
local root = vim.fn.getcwd()
local id = vim.lsp.start_client({
  name = 'plimsoll',
  cmd = { 'node', vim.env.PLIMSOLL, 'lsp', '--stdio' },
  root_dir = root,
  workspace_folders = { { uri = vim.uri_from_fname(root), name = 'shop' } },
  settings = { plimsoll = { preset = 'recommended' } },
})
if not id then fail('the client did not start') end
vim.lsp.buf_attach_client(buffer, id)
local client = vim.lsp.get_client_by_id(id)

local function finding(rule)
  for _, one in ipairs(vim.diagnostic.get(buffer)) do
    local code = one.code or (one.user_data and one.user_data.lsp and one.user_data.lsp.code)
    if code == rule then return one end
  end
end

wait('diagnostics', function() return finding('privileged-container') end)
local found = finding('privileged-container')
local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
local text = line:sub(found.col + 1, found.end_col)
if text ~= 'true' then fail('underlined is "' .. text .. '"') end
out('ok    diagnostics at the exact place')

local document = { uri = vim.uri_from_bufnr(buffer) }
local position = { line = found.lnum, character = found.col }
local hover = client.request_sync('textDocument/hover', { textDocument = document, position = position }, 5000, buffer)
if not vim.inspect(hover.result):find('every capability') then fail('hover says ' .. vim.inspect(hover)) end
out('ok    hover')

local answer = client.request_sync('textDocument/codeAction', {
  textDocument = document,
  range = { start = position, ['end'] = position },
  context = { diagnostics = {} },
}, 5000, buffer)
local action
for _, one in ipairs(answer.result or {}) do if one.title == 'Run unprivileged' then action = one end end
if not action then fail('no quick fix') end
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
local fixed = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
if not fixed:find('privileged: false') then fail('the line is ' .. fixed) end
wait('the finding is gone', function() return not finding('privileged-container') end)
vim.cmd('silent write')
out('ok    quick fix, applied and written')

client.stop()
if not vim.wait(5000, function() return client.is_stopped() end, 20) then fail('the server does not stop') end
vim.cmd('qall!')
