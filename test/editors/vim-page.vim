" vim -N -u NONE -i NONE -n --not-a-term -S vim-page.vim, in a folder with page.yaml: does what docs/editors/vim.md says. PAGE is a file with
" the snippets of the page, `plimsoll` is in the path.
function! Out(text)
  call writefile(['  ' . a:text], $OUT, 'a')
endfunction

function! Fail(text)
  call Out('FAIL  ' . a:text)
  cquit 1
endfunction

packadd! ale
filetype plugin on
execute 'source' $PAGE
edit page.yaml
let s:rounds = 0
while empty(ale#engine#GetLoclist(bufnr('')))
  let s:rounds += 1
  if s:rounds > 200 | call Fail('diagnostics with ALE: not within 20 s') | endif
  sleep 100m
endwhile
let s:found = ale#engine#GetLoclist(bufnr(''))
if empty(filter(copy(s:found), 'v:val.lnum == 4 && v:val.col == 8 && v:val.code ==# "host-pid"'))
  call Fail('hostPID is not where it stands: ' . string(s:found))
endif
call Out('ok    ALE with the snippet of the page: ' . len(s:found) . ' findings')

silent make! page.yaml
let s:entries = filter(getqflist(), 'v:val.valid')
if len(s:entries) < len(s:found) || empty(filter(copy(s:entries), 'v:val.lnum == 4 && v:val.col == 8 && v:val.type ==# "e"'))
  call Fail('the quickfix list is not what ALE shows: ' . string(s:entries))
endif
if bufname(s:entries[0].bufnr) !=# 'page.yaml' | call Fail('the file is not named: ' . bufname(s:entries[0].bufnr)) | endif
call Out('ok    :make and the quickfix list with the snippet of the page')
qall!
