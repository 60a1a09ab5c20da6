module sh-deep-drop

go 1.27
