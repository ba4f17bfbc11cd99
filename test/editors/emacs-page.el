;; emacs --batch -l emacs-page.el, in a folder with page.yaml: does what docs/editors/emacs.md says. PAGE is a file with one snippet of the
;; page, CLIENT is lsp-mode or eglot, `plimsoll' is in the path.
(require 'flymake)
(defun say (&rest arguments) (princ (concat "  " (apply #'format arguments) "\n")))
(defun fail (&rest arguments) (say "FAIL  %s" (apply #'format arguments)) (kill-emacs 1))
(defun wait (what check)
  (let ((rounds 0))
    (while (not (funcall check))
      (when (> (setq rounds (1+ rounds)) 40) (fail "%s: not within 20 s" what))
      (accept-process-output nil 0.5))))

;; The mode that the snippets are for comes in a package of its own.
(unless (fboundp 'yaml-mode) (define-derived-mode yaml-mode prog-mode "YAML"))
(load (getenv "PAGE") nil t)
(find-file "page.yaml")
(yaml-mode)
(if (equal (getenv "CLIENT") "eglot")
    (progn
      (require 'eglot)
      (setq eglot-autoshutdown t eglot-sync-connect 10)
      (flymake-mode 1)
      (apply #'eglot (eglot--guess-contact))
      (wait "diagnostics with eglot" (lambda () (flymake-start) (flymake-diagnostics)))
      (say "ok    eglot with the snippet of the page: %d findings" (length (flymake-diagnostics))))
  (require 'lsp-mode)
  (setq lsp-auto-guess-root t lsp-restart 'ignore lsp-enable-file-watchers nil lsp-enable-snippet nil lsp-warn-no-matched-clients nil
        lsp-session-file (expand-file-name "session" temporary-file-directory))
  (lsp-workspace-folders-add default-directory)
  (lsp)
  (wait "diagnostics with lsp-mode" (lambda () (> (hash-table-count (lsp-diagnostics)) 0)))
  (say "ok    lsp-mode with the snippet of the page: %d findings"
       (length (gethash (expand-file-name "page.yaml") (lsp-diagnostics)))))
(kill-emacs 0)
