module plimsoll/oracle/batch

go 1.26.0
